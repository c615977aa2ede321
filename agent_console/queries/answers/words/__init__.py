"""From clauses to words: phrases filled in a language, written or spoken, as long as there is room.

answer.py comes in by saying.py. What is said is decided elsewhere; here only how.
"""
