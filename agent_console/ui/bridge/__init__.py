"""The only room with threads and processes: questions go in, answers come back as signals.

reader.py asks the store on its own thread, worker.py keeps the worker process and talks to it,
one_window.py sees to it that a home has one window, tidying.py clears up while it rests.
screens/ and shell/ come in; nothing here knows a widget. Ids travel as Signal(object), because
Signal(int) has 32 bits.
"""
