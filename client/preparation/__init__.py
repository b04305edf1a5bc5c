"""From an owner's text to its store: clean, desensitize, pseudonymize, drop what is there twice.

    source ── clean ── desensitize ── pseudonymize ── duplicates ── split ── sealed store

Every record takes this way: those of `discreet data prepare` and those of a simulation's owners.
"""
