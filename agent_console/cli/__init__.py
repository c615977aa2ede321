"""The command line: one folder for each noun, one command record for each verb.

app/entry.py comes in and hands each command its Console. The shapes printed are those of the
interface and never change; they are made in documents/. To add a command: a folder, a record, and
one line in commands.py.
"""
