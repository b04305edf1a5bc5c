"""Numbers of records and samples in notes, and plates of vehicles, in the forms that people write.

records      Notes no 44-71-20     Tray no TR 0441     G&S no GS 44188     448 812 is the URN
plates       old Rover, H882 LKJ     08 MH 4471     MH 12 AB 4471     KX 44 LP GP
vehicles     VIN: WVW ZZZ 1KZ 8W 044 718

No IO. `identifiers` takes what has a plain form after its cue; here the words are more, the groups
may stand apart, and the word may follow. Only notes are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from privacy.desensitize.detectors.cues import Cues
from privacy.desensitize.detectors.notes import is_note
from privacy.desensitize.findings import Finding, Strength
from privacy.desensitize.kinds import Kind

_VALUE = re.compile(
    r"[A-Z0-9](?<![A-Za-z0-9/.,£$€#-].)(?:(?<=[A-Z])[A-Z]{0,4}(?:[ ./-]?[A-Z]{1,2})??[ ./-]?[0-9]"
    r"|(?<=[0-9]))[0-9A-Z]{0,14}"
    r"(?:[ ./-](?:[0-9]{1,14}[A-Z]{0,2}(?![a-z])|[A-Z]{1,3}[0-9]{1,12}|[A-Z](?![A-Za-z0-9]))){0,6}"
    r"(?![A-Za-z0-9%]|[.,:][0-9])"
)
_DAY = re.compile(
    r"(?:0?[1-9]|[12][0-9]|3[01])[/. -](?:0?[1-9]|1[0-2])(?:[/. -](?:[0-9]{4}|[0-9]{2}))?"
    r"|(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2])-[0-3][0-9])?"
)
_NOUNS = (
    "hosp", "hospital", "pas", "unit", "urn", "crn", "k", "mrn", "episode", "ep", "fin",
    "encounter", "csn", "har", "accession", "acc", "access", "specimen", "spec", "lab",
    "sample", "path", "pathology", "histology", "histo", "hist", "cytology", "cyto", "micro",
    "microbiology", "biopsy", "blood bag", "bag", "blood unit", "donor", "donation", "x-ray",
    "xray", "xr", "imaging", "ct", "mri", "us", "uss", "scan", "radiology", "study", "request",
    "req", "req.", "order", "chart", "case notes", "case note", "notes", "nhscr",
    "theatre slip", "theatre list", "theatre", "tray", "set", "implant", "prosthesis", "lens",
    "prescription", "rx", "script", "ubrn", "referral", "ref'l", "e-referral", "chi", "h&c",
    "pt", "pt.", "patient", "admission", "adm", "visit", "attendance", "ed", "a&e", "pathway",
    "ward book", "register", "post-mortem", "pm", "mortuary", "body tag", "tag", "wristband",
    "band", "crossmatch", "x-match", "xm", "g&s", "tissue", "cord blood unit", "vial", "slide",
    "block", "freezer box", "box", "tube", "pot", "swab", "cassette", "clinic", "ward", "file",
    "folder", "record", "records", "medical record", "mr", "emergency", "registration",
    "theatre log", "pack", "pouch", "cylinder", "frame", "label", "consent form", "drug chart",
    "docket", "worksheet", "plate id", "run", "batch id", "aliquot",
)  # fmt: skip
# After these a number is someone's even without a word for "number".
_FREE = (
    "urn", "crn", "mrn", "accession", "specimen", "nhscr", "ubrn", "csn", "har", "pas", "wristband",
    "theatre slip", "hosp no", "sample", "biopsy", "histology", "histo", "cytology", "case notes",
    "body tag", "crossmatch", "acc#", "chi", "episode", "encounter", "blood bag", "blood unit",
)  # fmt: skip
_CUES = Cues({True: _FREE, False: tuple(f"{noun} #" for noun in _NOUNS)})
_AFTER = re.compile(
    r"[)\]]?,? ?(?:[(-] ?|is (?:the|her|his|their|pt'?s?|patient'?s?|my|your) |= ?|as (?:the )?)"
    r"(?:[Hh]osp(?:ital)?\.? ?(?:[Nn]o|number|num|#)|URN|MRN|CRN|PAS|UBRN|CHI|[Uu]nit no"
    r"|[Aa]ccession|[Ss]pecimen|[Ss]ample|[Ll]ab (?:no|ref|number)|[Hh]istology|[Ee]pisode"
    r"|[Cc]hart|[Cc]ase ?notes|[Hh]ospital)\b"
)
_FEWEST = 3  # digits

# A few shapes are of plates alone; the others need a word for a vehicle beside them.
_IRISH = (
    "(?:CE|CN|CW|C|DL|D|G|KE|KK|KY|LD|LH|LK|LM|LS|L|MH|MN|MO|OY|RN|SO|TS|TN|TA|T|WD|WH|WX|WW|W)"
)
_PLATE = re.compile(
    r"[A-Z0-9](?<![A-Za-z0-9/.,£$€#&-].)(?:(?P<sure>"
    r"(?<=[A-Z])[0-9]{3} [A-Z]{3}"  # H882 LKJ
    r"|(?<=[0-9])[0-9]{1,2}(?:-" + _IRISH + "-|[ ]" + _IRISH + " )[0-9]{3,6}"
    r"|(?<=[A-Z])[A-Z][ -]?[0-9]{1,2}[ -]?[A-Z]{1,3}[ -]?[0-9]{4}"  # MH 12 AB 4471
    r"|(?<=[A-Z])[A-Z]{1,2}-[0-9]{3}-?[A-Z]{2}"  # AB-123-CD, KJA-441-XY
    r"|(?<=[A-Z])[A-Z]{2} ?[0-9]{3} ?[A-Z]{2}"
    r"|(?<=[A-Z])[A-Z] ?[0-9]{2} ?[A-Z]{2} GP)"
    r"|(?P<beside>(?<=[A-Z])[A-Z] [0-9][A-Z] [A-Z]{2} [0-9]{4}|(?<=[0-9])[A-Z]{1,3} ?[0-9][A-Z]{2}"
    r"|(?<=[A-Z])[0-9]{1,3} ?[A-Z]{3}|(?<=[A-Z])[A-Z]{0,2} ?[0-9]{1,4} ?[A-Z]{0,3}"
    r"|(?<=[A-Z])[A-Z]{0,2}-[A-Z]{1,2} ?[0-9]{1,4}|(?<=[0-9])[0-9]{0,3} ?[A-Z]{1,3}"
    r"|(?<=[0-9])[0-9]?-?[A-Z]{2,3}-?[0-9]{2,3}"
    r"|(?<=[A-Z])[A-Z]{1,2}[ -]?[0-9]{3}[ -]?[0-9]{3}|(?<=[A-Z])[A-Z]-[0-9]{2}-[A-Z]{2}"
    r"|(?<=[0-9])(?:[A-Z]{3}|-[A-Z]{3}-)[0-9]{3})"
    r")(?![A-Za-z0-9%]|[.,:/-][0-9])"
)
_VEHICLE = re.compile(
    r"(?:\b(?:[Pp]lates?|[Rr]eg(?:istration|o)?|REG|V[RI][MN]|[Vv]rm|[Tt]ag|[Kk]ennzeichen|[Cc]ar"
    r"|[Vv]an|[Bb]ike|[Mm]otorbike|[Ll]orry|[Tt]ruck|[Tt]axi|[Cc]ab|[Bb]akkie|[Ss]cooter|[Vv]ehicle"
    r"|[Mm]oped|[Tt]railer|[Hh]ire car|Astra|Corsa|Focus|Fiesta|Mondeo|Transit|Golf|Polo|Passat|Kia"
    r"|Rover|Rio|Picanto|Sportage|Toyota|Corolla|Camry|Yaris|Hilux|Honda|Civic|Jazz|Nissan|Micra"
    r"|Qashqai|Juke|BMW|Audi|Mercedes|Merc|Sprinter|Mini|Skoda|Octavia|Fabia|Seat Ibiza|Ibiza|Leon"
    r"|Volvo|Saab|Fiat|Panda|Renault|Clio|Megane|Peugeot|Citroen|Berlingo|Hyundai|Mazda|Suzuki"
    r"|Swift|Maruti|Tata|Mahindra|Tesla|Ford|Vauxhall|Volkswagen|VW|Jaguar|Land Rover|Range Rover"
    r"|Jeep|Dacia|Duster|Subaru|Lexus|Mitsubishi|Vivaro|Kangoo|Partner|Caddy|Tiguan|Insignia|Zafira"
    r"|Meriva|Puma|Kuga|Galaxy|Ka)\b(?: (?:no|number|is|was|mark))?\.?[,:;(# ]{1,3}"
    r"(?:(?:reg|plate|white|black|silver|blue|red|grey|green)\b\.?[: ]{1,2})?)$"
)
_BESIDE_AFTER = re.compile(
    r"[,)]?(?: \()?,? ?(?:hit|parked|drove|is the claimant|was parked|collided|reversed|clipped"
    r"|Maruti|white|black|silver|blue|red|grey|green|Ford|Toyota)\b"
)
_NO_PLATE = """
    MRI CT AND LOW THE CAP TAB BED NOT FOR PRN TDS QDS ECG CXR GCS INR NHS DOB USD GBP EUR KES NGN
    ZAR CHF AUD CAD NZD SEK NOK DKK JPY AED HRS MIN DAY MON TUE WED THU FRI SAT SUN JAN FEB MAR APR
    MAY JUN JUL AUG SEP OCT NOV DEC BPM MCG AM PM YRS KM KG MG ML CM MM
"""
_WORDS = frozenset(_NO_PLATE.split())
_AMOUNT = re.compile(r"(?:USD|GBP|EUR|KES|NGN|ZAR|INR|CHF|AUD|CAD|NZD|SEK|NOK|DKK|JPY|AED|Rs)\b")

_VIN = re.compile(
    r"\b(?:VIN|vin|Vin|[Cc]hassis|[Ff]rame|CHASSIS)(?: (?:no|number|num|is|plate))?[.:# ]{1,3}"
    r"(?P<vin>[A-HJ-NPR-Z0-9](?:[ -]?[A-HJ-NPR-Z0-9]){16})(?![A-Za-z0-9])"
)
_VINS = ("VIN", "vin", "Vin", "hassis", "rame", "CHASSIS")


def records(text: str) -> Iterator[Finding]:
    """Numbers of records and samples after or before their word."""
    for found in _VALUE.finditer(text):
        start, end = found.span()
        value = found[0]
        if sum(map(str.isdigit, value)) < _FEWEST:
            continue
        if _DAY.fullmatch(value):
            continue
        cue = _CUES.before(text, start)
        if cue is None and _AFTER.match(text, end) is None:
            continue
        if not is_note(text):
            return
        yield Finding(Kind.MEDICAL_RECORD, start, end, Strength.CUED, "record.note")


def plates(text: str) -> Iterator[Finding]:
    """Plates in their countries' shapes, and identification numbers of vehicles in groups."""
    for found in _PLATE.finditer(text):
        start, end = found.span()
        value = found[0]
        if not any(map(str.isdigit, value)) or _AMOUNT.match(value):
            continue
        if not _WORDS.isdisjoint(re.findall("[A-Z]+", value)):
            continue
        if not found["sure"] and (
            len(value) < 4
            or (
                _VEHICLE.search(text, max(0, start - 40), start) is None
                and _BESIDE_AFTER.match(text, end) is None
            )
        ):
            continue
        if not is_note(text):
            return
        yield Finding(Kind.PLATE, start, end, Strength.SHAPED, "plate.note")
    if any(word in text for word in _VINS):
        for found in _VIN.finditer(text):
            if any(map(str.isdigit, found["vin"])):
                yield Finding(Kind.PLATE, *found.span("vin"), Strength.CUED, "vin.groups")


DETECTORS = (records, plates)
