"""The anatomy of a mail: header fields, charsets, parts, addresses, files.

The mapper and the rooms beside come in. Whatever the bytes are, everything here gives an answer,
in time and memory bounded by the limits named in each file; a new limit goes beside its use.
"""
