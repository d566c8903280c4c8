"""Clients: the companies and persons who are counted, with the plan that each is on and the day on which one left."""
