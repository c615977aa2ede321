"""The label beside the form of a return: a sample of it, or the one that was bought.

side.py shows it with what can be done, picture.py paints it, words.py words it.
"""
