"""A text's times against each other: spans counted, orders told, weekdays, anniversaries."""
