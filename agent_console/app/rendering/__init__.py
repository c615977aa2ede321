"""`python -m agent_console.app.rendering`: a line of JSON in, a message as a line of JSON out.

Each wish is worked on in a confined process of its own; nothing it can say ends this one. It is
started by machine.templates.renderer. What machine.templates begins to load late is added to
rehearsal.py.
"""
