"""What an auditor needs: answers kept and recomputed, sign-off, lists to draw samples from."""
