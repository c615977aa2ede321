"""DHL as a source: the parcels it carries, asked for by their numbers.

The registry comes in by manifest.py. mapper.py tells three kinds of answers apart by their shape:
unified.py (the one we ask for), express.py and paket.py. To read another word of DHL's:
meanings.toml, where each code of theirs has its meaning.
"""
