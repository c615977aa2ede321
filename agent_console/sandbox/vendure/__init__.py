"""The world as a Vendure 3.7 store: its Admin GraphQL API over HTTP, as a real one answers.

__main__.py comes in through server.py. schema.graphql is a subset of Vendure's own schema;
rendering.py turns the shop into plain dictionaries, listing.py filters, sorts and pages them,
answering.py runs a query over them, faults.py plays a store that misbehaves.
To add a field: schema.graphql and rendering.py, after a look at what the real server says.
"""
