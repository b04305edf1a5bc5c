"""Desensitization: find personal data in English and Chinese text, and replace it. No IO.

    detectors ─┐
    roster     ├─ Recognizer ── findings ── Operators ── edits ── text, and where its spans are now
    rules     ─┘

Nothing here promises that a text is anonymous: a detector misses what it doesn't know. `scoring`
measures on labelled samples how much; differential privacy is what protects people from the rest.
"""
