"""One document into records: sentences, times, actors, events, statements, figures, expectations, occasions."""
