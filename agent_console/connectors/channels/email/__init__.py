"""E-mail: a mailbox read over IMAP, and raw bytes of a mail made into facts.

client.py asks imap/ for mails and record.py makes them records. mapper.py is the door to reading
one: it takes mime/ apart, asks bounces/ what a machine meant, lets quotation/ leave the person's
own words, with no network and no clock. To teach it a word of a language or of a mail server, add
it to the table it belongs to: every rule is there for all mails, none for one.
"""
