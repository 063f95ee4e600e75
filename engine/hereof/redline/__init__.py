"""Two states of a definition's words, and what each paragraph changed between them."""
