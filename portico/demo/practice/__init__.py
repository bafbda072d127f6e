"""The practice around the cast: a third site, more staff, families, and their records. Made by chance with a fixed seed."""
