"""Whether an agreement's defined terms hang together, and what is set aside with a reason."""
