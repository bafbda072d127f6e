"""Two years of conversations with the care team: planned by chance with a fixed seed, kept as real ones are."""
