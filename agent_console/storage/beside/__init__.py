"""What goes on beside a writer: others who wait for their turn, and the log that is folded back.

Only an embedded store needs it, where one writes at a time.
"""
