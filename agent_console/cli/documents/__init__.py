"""The JSON shapes of the interface, made from facts of the domain.

Commands come in. Ids are texts, money is minor units, quantities are decimal text, unknown is
null. To add a shape: one file named after it; a shape that was printed once never changes.
"""
