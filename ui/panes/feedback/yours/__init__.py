"""What is kept is yours: taken along, brought in, erased; in place in the section of entries."""
