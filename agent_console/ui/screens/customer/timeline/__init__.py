"""The timeline of one customer: what is held of it, its rows, and how they are painted.

history.py, rows.py and whole_rows.py are plain Python; model.py and delegate.py are Qt's side,
pane.py the widget,
head.py the line over it.
A kind's glyph, a filter, a pill, what is folded away: records in looks.py.
"""
