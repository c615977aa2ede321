"""Before anything is connected: what to write where, and how to look around without it.

situation.py words it; the shell shows it in the window's middle while there is no connection,
and goes on by itself once there is one.
"""
