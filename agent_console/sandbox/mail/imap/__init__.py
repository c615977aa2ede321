"""The mailbox by IMAP4rev1 on loopback: enough to read it, to watch it, to keep a sent mail.

server.py is the connection, session.py a client, wire.py how commands are written, commands.py what
each does (a new one is a row there), fetching.py and searching.py the two large ones. Nothing can
be changed or deleted; a mail read without PEEK becomes seen, so that who forgets it is found out.
"""
