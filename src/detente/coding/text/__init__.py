"""The text before any meaning: paragraphs and sentences, times, issues, and walks over the parse."""
