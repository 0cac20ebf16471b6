"""Niêm Yết: a commune's administrative procedures, from YAML records to a site and to posters."""

__version__ = "0.1.0"
