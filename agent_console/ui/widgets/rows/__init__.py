"""Lists of rows: the view and its model, and how a row is painted.

view.py is what screens take. A new kind of row is a RowDelegate of its own, in its screen.
"""
