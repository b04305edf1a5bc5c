"""The page on which a person reads samples, on this machine alone."""
