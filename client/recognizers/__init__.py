"""Recognizers that need more than the standard ones: optional, asked for by the policy."""
