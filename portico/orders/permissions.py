from enum import StrEnum


class OrdersVerb(StrEnum):
    VIEW = "orders.view"
    PREPARE = "orders.prepare"
    SIGN = "orders.sign"
    ENTER = "orders.enter"
    ADOPT = "orders.adopt"
    HAND_OVER = "orders.hand_over"
    UNDO = "orders.undo"  # what came with a move that was taken back
