"""What happens to people is marked where it is written, so that the watch looks at them again.

intake.py comes in; what is found is kept by storage/watching.
"""
