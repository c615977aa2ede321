"""The parts that screens are made of: rows, buttons, labels, lists of facts, states.

They know the theme and Qt, no query and no screen. screens/ and shell/ come in. To add one: a file
named after what a person would call it, colours and sizes from the theme, PlainText only.
"""
