"""What a machine's mail tells of one parcel: "Your parcel 1Z… was delivered".

The way in is reading.py. tellers.py says whose mails may tell, trust.py whether a mail is really
theirs, by proofs.py and by people.py, who look for a forger and for a person behind a form;
numbers.py which parcel it is about, told.py (by words.py) what it says, stated.py when.
What is no notice stays a message; a notice that is missed harms less than one that is false.
"""
