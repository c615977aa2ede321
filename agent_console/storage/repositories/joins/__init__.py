"""Who is one customer: links, the groups they make, and addresses that join nobody.

people.py and links.py come in by joining.py, which asks crowds.py before it joins by an address.
"""
