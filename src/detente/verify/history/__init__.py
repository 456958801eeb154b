"""Accords and events of the record: their dates, places, signers and anniversaries."""
