"""What makes a model's records of an owner's tables: read, clean, deduplicate, split, augment.

Everything streams: a source of any length is read in the memory of a few records and of some dozens
of bytes for each. Nothing here says what a text contains: errors have a record's number, reports
have counts. No file is written.
"""
