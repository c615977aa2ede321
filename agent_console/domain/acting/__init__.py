"""What is to be done outside, as facts: an intent and its states, a letter and its words.

Everything that acts comes in. No state of an intent is ever guessed: see intent.py.
"""
