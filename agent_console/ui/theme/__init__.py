"""How everything looks: tokens, type, glyphs and the style sheet made of them.

Everybody in ui/ may come in; a literal colour or pixel size anywhere else is a mistake.
To add a colour: one record in tokens.py (light and dark); its contrast is tested from there.
"""
