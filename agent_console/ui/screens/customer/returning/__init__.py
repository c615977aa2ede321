"""Sending back goods of the order in sight: judged, priced and ordered in place of the history.

presenter.py asks and orders, labels.py prints, saves and takes back, pane.py puts form and label
beside each other under the verdict.
"""
