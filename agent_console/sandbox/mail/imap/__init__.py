"""The mailbox by IMAP4rev1 on loopback: enough to read it, to watch it, to keep a sent mail.

server.py is the connection, wire.py how commands are written, commands.py what each does,
fetching.py and searching.py the two large ones. Nothing can be changed or deleted; a mail read
without PEEK becomes seen, so that a client that forgets it is found out. A new command is a row
in commands.py.
"""
