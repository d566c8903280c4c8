"""The feedback room: what customers said, in their own words."""
