"""What stands beside a timeline: the order in sight, the evidence, what is being written.

context.py lays the panes out, docked.py opens one of them at a time and loses no words.
"""
