"""config.toml: settings.py reads it strictly, keeping.py writes connections into it.

home.py says where it stands, lines.py on which line a key is, editing.py changes lines and no
others, addresses.py judges which address is safe. app/ comes in. To add a judgement: a file named
after what it judges, and its wrong inputs in tests/app/test_settings.py.
"""
