"""What a customer still wants to know, and which of it the reply in the making answers."""
