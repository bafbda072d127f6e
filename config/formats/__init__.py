"""How numbers and dates are written, by language, where Django has another opinion."""
