"""Support Workbench: the core, usable from a script and free of Qt."""

__version__ = "0.1.0"
