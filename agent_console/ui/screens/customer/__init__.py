"""One customer: the answer, the parcels, the timeline, and the order in the context pane.

presenter.py asks the desk and hands the answers to the view-models (viewmodel, history, card,
evidence); view.py and the panes only show them. What kinds look like, which filters there are and
which keys act stands in looks.py: to add one, add a record.
"""
