"""A call whose number nobody has, or several: a card to find the caller from.

shell/news/callers.py shows it in place of the page. presenter.py asks, viewmodel.py words the
answers, view.py shows them. Nothing is written: a number nobody has makes no profile.
"""
