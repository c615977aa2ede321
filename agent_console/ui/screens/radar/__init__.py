"""Parcels at risk, as a worklist and as a board: grouped by cause and place, who was told, by whom.

presenter.py asks for them and has them taken; viewmodel.py words them, board.py shows them.
"""
