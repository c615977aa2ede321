"""E-mail, so far its reading: raw bytes of a mail to facts, with no network and no clock.

mapper.py is the only door in; it takes mime/ apart, asks bounces/ what a machine meant, and lets
quotation/ leave the person's own words. To teach it a word of a language or of a mail server, add
it to the table it belongs to: every rule is there for all mails, none for one.
"""
