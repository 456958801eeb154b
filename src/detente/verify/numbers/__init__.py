"""A text's numbers against each other and against the record: shares, changes, sums, conversions, units."""
