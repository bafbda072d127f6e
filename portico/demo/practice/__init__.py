"""The practice around the cast: a third site, more staff, families, their records. By chance, with a fixed seed."""
