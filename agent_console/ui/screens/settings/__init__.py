"""Settings and first connections: what is read and how it does, the look, what could not be read.

viewmodel.py words kinds, fields and connections, form.py asks for one connection, connections.py,
look.py and unread.py are the sections, presenter.py runs the program's own commands and shows what
they say. The shell comes in. A new kind of connection needs nothing here; a new field may get a
record in FIELD_WORDS.
"""
