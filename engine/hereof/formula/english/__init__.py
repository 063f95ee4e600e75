"""The English of definitions: words to tokens, tokens to every derivation, derivations to formulas."""
