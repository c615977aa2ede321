"""The list of people at the left, whoever fills it: what is found, what is new, what waits.

listing.py is what is listed, model.py and delegate.py show it, worklist.py is what fills it with
what waits for somebody. To add a worklist: a screen with a `Worklist`, a line in shell/worklists.
"""
