"""The customer's whole set of questions, followed to its end over every conversation that it takes."""
