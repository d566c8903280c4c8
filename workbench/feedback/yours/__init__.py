"""What is kept of customers' feedback is yours: taken along whole, brought in again, and erased for good."""
