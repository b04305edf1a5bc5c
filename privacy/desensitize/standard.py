"""The detectors that are asked by default. No IO, no network, nothing to download."""

from __future__ import annotations

from privacy.desensitize.detectors import (
    contacts,
    contacts_spoken,
    dates,
    dates_loose,
    identifiers,
    identifiers_bold,
    identifiers_records,
    names_en,
    names_en_forms,
    names_zh,
    places_en,
    places_en_bold,
    places_en_houses,
    places_en_notes,
    places_en_world,
    places_zh,
)
from privacy.desensitize.recognizer import Detector

DETECTORS: tuple[Detector, ...] = (
    *contacts.DETECTORS,
    *contacts_spoken.DETECTORS,
    *identifiers.DETECTORS,
    *identifiers_bold.DETECTORS,
    *identifiers_records.DETECTORS,
    *dates.DETECTORS,
    *dates_loose.DETECTORS,
    *names_en.DETECTORS,
    *names_en_forms.DETECTORS,
    *names_zh.DETECTORS,
    *places_en.DETECTORS,
    *places_en_bold.DETECTORS,
    *places_en_houses.DETECTORS,
    *places_en_notes.DETECTORS,
    *places_en_world.DETECTORS,
    *places_zh.DETECTORS,
)
