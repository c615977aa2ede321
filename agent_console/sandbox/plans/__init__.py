"""What is going to happen to whom: ordinary people by chance, heroes by hand.

world.py comes in with a seed and a day. A new kind of ordinary course is a function in courses.py
and a row in its COURSES; a new hero is a table in resources/demo/heroes.toml, no Python.
Everything drawn comes from one seeded random.Random, so the same seed gives the same world.
"""
