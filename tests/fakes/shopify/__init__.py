"""A Shopify store of invented people that speaks its Admin GraphQL API, for exact expectations.

admin.py answers questions and misbehaves on demand, bulk.py writes all it has into a file,
records.py makes what it holds, story.py tells of the people in it, serving.py opens it on loopback.
"""
