"""The worklists of the window: on the rail with a counter, at the left when they are chosen.

records.py names them all; places.py says which list is in sight and has them kept up to date. To
add one: a screen with a `Worklist` (widgets/people/worklist.py), a line in records.py, its keys in
keys.py; the store tells by `HealthReader.version` that it may have changed.
"""
