"""The words of a definition and the formula that they state, within their agreement."""
