"""Operations to versions on two clocks: effective and known."""
