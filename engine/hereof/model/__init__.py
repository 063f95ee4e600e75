"""What a rule file says, as immutable objects: instruments, operations, effectivity, meaning."""
