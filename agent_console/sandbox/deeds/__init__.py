"""What shoppers and staff do in the shop, each leaving the traces a real Vendure store leaves.

plans/ schedules them and world.py runs them; nothing else comes in. A deed takes the ledger and the
moment, and by name whom it is about. To add one, write it where it belongs (buying, sending,
giving_back, telling), see on a real store what it writes, and name it in plans/heroes.py.
"""
