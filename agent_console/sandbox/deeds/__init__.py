"""What shoppers, staff and carriers do, each leaving the traces its real system leaves.

plans/ schedules them and world.py runs them; nothing else comes in. A deed takes the ledger and the
moment, and by name whom it is about. To add one, write it where it belongs (buying, sending,
giving_back, telling, carrying, writing), see on a real system what it writes, and name it in
plans/scenes.py.
"""
