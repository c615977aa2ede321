"""A message in full: what strangers wrote, shown without asking anybody for anything.

viewmodel.py words it, presenter.py has it read, pane.py shows it above the evidence of its row,
browser.py shows HTML and plain text safely, files.py lists what came with it, file_rows.py paints
that list, saving.py writes such a file down. The page of a customer comes in.
"""
