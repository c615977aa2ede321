"""A person's own words, without what they answered to and without their signature.

The mapper comes in through stripping.py. The marks of quotation live one idea a file: intros,
mailers, headers, delimiters, signatures, prose. Shapes (dates, addresses, colons) decide first and
words of a language second; a new language is a few words in the table of each file.
"""
