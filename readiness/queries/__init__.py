"""Reads of where SDSs stand, as the rows that pages show."""
