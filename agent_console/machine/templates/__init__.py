"""Templates of messages: their book, and how they are filled where they can do no harm.

book.py reads resources/messages/; renderer.py asks a child for each message. All that touches
Jinja or MJML (rendering.py and what it imports) runs in that child, started by app/rendering.
A new template is a folder beside the others: no Python. A new filter is a line in filters.py.
"""
