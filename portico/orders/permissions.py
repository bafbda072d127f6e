from enum import StrEnum


class OrdersVerb(StrEnum):
    VIEW = "orders.view"
    PREPARE = "orders.prepare"
    SIGN = "orders.sign"
    ENTER = "orders.enter"
    ADOPT = "orders.adopt"
    HAND_OVER = "orders.hand_over"
