"""What people write to each other, in English and Spanish: plain, various, and ours."""
