"""What is going to happen to whom: ordinary people by chance, heroes by hand.

world.py comes in with a seed and a day. A new kind of ordinary course is a function in courses.py
and a row in its COURSES; a new story is a file in resources/demo/stories/, no Python. What is drawn
comes from one seeded random.Random (journeys and small talk have their own), so the same seed and
moment give the same world.
"""
