"""The service's mailbox of the demo world: letters as real mails, read by IMAP, sent by SMTP.

composing.py makes a mail of a letter, quoting.py repeats what it answers in the manner of the
writer's program, papers.py and pictures.py draw what is attached, mailroom.py keeps the folders,
imap/ and smtp.py are the doors. A new kind of mail is a Form in letters.py and a row in composing.
"""
