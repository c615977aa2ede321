"""Where this computer keeps what nobody may read: the store's key, the secrets of connections.

app/ comes in by store_key.py and secret_places.py; both look into the keyring as keyring.py tells.
"""
