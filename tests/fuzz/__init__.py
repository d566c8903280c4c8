"""Programs that look for texts on which something breaks, for as long as one lets them: ``python3 run.py fuzz``."""
