"""The screens: one folder each, and none knows another; the shell puts them together.

A screen has view.py (widgets), viewmodel.py (plain Python, tested without a display) and what else
it needs of model.py, delegate.py and a table of facts. To add one: a folder, a line in the shell.
"""
