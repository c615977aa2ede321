"""Saying who is one person and who is two, and taking it back exactly.

cli/ comes in through joining.py, pairing.py and verifying.py, ui/ through tray.py, which says the
same in the name of who sits there, and whose a telephone number is (numbering.py) and by what code
a colleague goes on (handing.py). Nothing is ever rewritten: each saying is a row that can end, and
ending a link keeps the two apart from then on.
"""
