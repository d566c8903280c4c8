"""What pages are made from besides counts."""
