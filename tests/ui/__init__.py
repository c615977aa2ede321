"""Tests of the window: view-models without a display, widgets on the offscreen platform.

invented.py holds the people they are about; conftest.py the one application and the built window.
"""
