"""Training of the shipped classifier from the project's own sentences; the extra `detente[train]`."""
