"""Who is named: the names the tables know, people and offices, and the cast of a document."""
