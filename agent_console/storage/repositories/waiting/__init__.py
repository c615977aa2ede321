"""How each profile stands, brought up with its timeline: what it asked last, what answered it.

Disposable like the timeline itself; what people decided is kept by acting/waiting.py.
"""
