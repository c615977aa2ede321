"""Writing as the window does it: the store, the templates, and the mailbox a letter leaves by.

app/window.py comes in by correspondence.py for what leaves and by paperwork.py for what stays here;
nothing here opens a connection or imports a connector.
"""
