"""What is said to customers: the phrases of a language, and what is understood of others' words.

queries/answers/ comes in. Both are data that translators edit; nothing here reads a file.
"""
