"""Groups of states: where and when they meet, and who belongs to them."""
