"""Charts painted by us: weekly bars, a line with what happened on it, shares of a whole; each with a table beside it.

``model`` says what is shown, ``layout`` of each kind makes shapes of it, ``painting`` puts shapes on a widget or paper.
"""
