"""What happens to orders. Ids and plain values only; what is ordered stands in no event."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from portico.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDrafted(Event):
    name: ClassVar[str] = "orders.order_drafted"
    order_id: UUID
    item_id: UUID
    kind: str
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSent(Event):
    """To sign. `verdict`: of the refill protocol, "" where it was not asked."""

    name: ClassVar[str] = "orders.order_sent"
    order_id: UUID
    kind: str
    staff_id: UUID
    waits_on: str
    asked_of: UUID | None
    verdict: str
    protocol: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderTakenBack(Event):
    name: ClassVar[str] = "orders.order_taken_back"
    order_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReturned(Event):
    name: ClassVar[str] = "orders.order_returned"
    order_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderUndone(Event):
    """The move that it came with was taken back."""

    name: ClassVar[str] = "orders.order_undone"
    order_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderWithdrawn(Event):
    name: ClassVar[str] = "orders.order_withdrawn"
    order_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSigned(Event):
    """Takes effect when it can no longer be taken back."""

    name: ClassVar[str] = "orders.order_signed"
    order_id: UUID
    kind: str
    staff_id: UUID
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureTakenBack(Event):
    name: ClassVar[str] = "orders.signature_taken_back"
    order_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHandedOver(Event):
    name: ClassVar[str] = "orders.order_handed_over"
    order_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntered(Event):
    name: ClassVar[str] = "orders.order_entered"
    order_id: UUID
    staff_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProtocolAdopted(Event):
    name: ClassVar[str] = "orders.protocol_adopted"
    protocol: str
    staff_id: UUID
