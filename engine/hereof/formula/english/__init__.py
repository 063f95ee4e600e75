"""The English of definitions: words to tokens, to every derivation, to formulas."""
