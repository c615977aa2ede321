"""Search over everything, and what was new last: the list at the left.

presenter.py asks the desk, viewmodel.py words rows and situations, view.py shows them. A row never
moves under the pointer: ages that arrive later are filled in. To show more of a customer in a row,
extend `ResultRow`.
"""
