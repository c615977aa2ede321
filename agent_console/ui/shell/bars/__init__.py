"""The bars docked below the panes: they take their room from the panes and float over nothing.

window.py comes in; notices.py says what is wrong, countdown.py what goes out and how to undo it,
way_back.py how to undo what was decided.
"""
