"""Writing to the customer in sight: the message exactly as it will leave, and the keys that send.

presenter.py asks the writer's thread, pane.py shows what came of it, editor.py is where own words
are typed. A template is chosen by its name; what it is called for agents stands in
timeline/pending.py.
"""
