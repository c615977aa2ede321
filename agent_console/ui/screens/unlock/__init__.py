"""A store that is locked by a passphrase, or that needs one because there is no keyring.

viewmodel.py words what is asked for, one record each; view.py asks. The shell comes in. The
passphrase goes to whoever opens the store and is kept nowhere here.
"""
