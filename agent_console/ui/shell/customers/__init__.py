"""The customers that are open: a tab and a page each, and one page built ahead of the next.

open_customers.py keeps them, tabs.py shows their names, joined_tabs.py leaves one tab to each,
spare_page.py has a page ready before somebody asks, pages.py tells screen readers of the one in
sight. session.py and window.py come in.
"""
