"""Numbers that measure something: value, unit, role, period, subject and source."""
