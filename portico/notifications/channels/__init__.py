"""The ways out, a file each. Each gets finished words and one address, and says plainly when it could not."""


class Rejected(Exception):
    """The provider will not take it, now or later: to try again is no use before somebody has looked."""
