"""The timeline of one customer: what is held of it, its rows, and how they are painted.

history.py and rows.py are plain Python; model.py and delegate.py are Qt's side, pane.py the widget.
A kind's glyph, a filter, a pill, what is folded away: records in looks.py.
"""
