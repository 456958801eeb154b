"""Who holds which office, when: claims of office, of coming and going, of meeting and signing."""
