"""Item models for the tables."""
