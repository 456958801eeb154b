"""Who said what, and what is expected by whom."""
