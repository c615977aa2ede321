"""WooCommerce, only read, through its REST API (v3).

The registry comes in through manifest.py. What the server really does is measured in the project's
fact sheets: date_modified stands still on notes and tracking numbers, so orders are read again.
"""
