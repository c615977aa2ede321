"""Who is one person with the customer in sight, who of the household, and who somebody else.

presenter.py comes in for the page: it fills pane.py from rows.py and has deeds.py say what was
chosen. To add a deed: a row in rows.py, and what it does and how it is taken back in deeds.py.
"""
