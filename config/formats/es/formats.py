"""Spanish of the United States and Mexico: a decimal point, as on the laboratory's own paper; 1,000 for a thousand."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
