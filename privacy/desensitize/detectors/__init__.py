"""Detectors: each gets a folded text (`recognizer.fold`) and says what it finds. No IO.

    contacts       e-mail, URL, IP, MAC, telephone, messenger accounts
    identifiers    national identity numbers, passports, cards, IBAN, accounts, records, policies,
                   plates, devices
    dates          dates of birth, other dates, ages over 89
    names_en       persons in English text
    names_zh       persons in Chinese text
    places_en      addresses in English text
    places_zh      addresses in Chinese text

`\\b` fails beside Han characters: every pattern here looks around itself.
"""
