"""Rule files: text to model, and back."""
