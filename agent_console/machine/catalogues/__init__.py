"""The words of the house, as translators wrote them down in resources/i18n.

app/ comes in. Each folder has a reader here that says which line of it cannot be used, and why.
"""
