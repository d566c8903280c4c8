"""Measurements. Machines are shared and noisy: figures are told with what they were measured beside, in the same run."""
