"""The kinds of messages that a phrase may be made for, as the worklist names them.

Source: house rule; desk/tests hold this list to that of the worklist, which this room may not see.
"""

KINDS = ("refill", "question", "result", "referral", "appointment", "other")
