"""A folder of agreements and rules: found, loaded and checked."""
