"""IMAP as far as reading needs it: one connection, bounded in time and bytes, that marks nothing.

client.py comes in, from a worker thread. wire.py is the socket, session.py the questions,
answers.py what comes back; fetching.py asks for mails in bunches, persevering.py over a new line
where one breaks. structure.py and large.py are for mails too large to fetch whole. Every failure
leaves as one of the four of ports/failures.py.
"""
