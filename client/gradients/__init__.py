"""Clipped sums of per-unit gradients: one interface, and engines that agree to rounding."""
