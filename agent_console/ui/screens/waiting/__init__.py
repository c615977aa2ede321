"""Who waits for an answer of ours, as a worklist: newest first, with who has it.

presenter.py asks for it and has decided what the keys say; viewmodel.py words rows and situations.
"""
