"""No connection: signed orders wait in a list until somebody has entered them, and says so."""

from portico.orders.record_systems import Signed


class Queue:
    def take(self, signed: Signed) -> bool:
        return False
