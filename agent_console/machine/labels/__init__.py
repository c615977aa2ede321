"""Labels on this computer: as files that people print and hand on.

app/ wires folder.py to the commands and the window.
"""
