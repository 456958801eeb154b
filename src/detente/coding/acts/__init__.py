"""Who did what to whom: triggers, candidates, status, parties, and the mentions they become."""
