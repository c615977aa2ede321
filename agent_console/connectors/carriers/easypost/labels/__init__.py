"""EasyPost as a seller of return labels: quoted and fetched by seller.py, bought by sender.py.

A shipment is made for free; under its id EasyPost sells one label and no second one. parcels.py is
what we ask, shipments.py what we read, outcomes.py what an answer means, papers.py what a file is,
voids.toml how long a label can be taken back.
"""
