"""Hospital and clinic, in English: letters and terse notes."""

from qa.synthetic.schema import Group, Kind, fields

# What the hospital and the clinic share: what one learns helps the other.
_SHARED_PEOPLE = fields("""
    referrer: RP | sending doctor
      = the doctor who sent the patient here | the doctor who first sent this patient
      ~ the doctor by whom the patient was sent
    kin: NOK | ICE relative
      = the relative to call | the family member we should call
      ~ the relative we should call
    """)
_SHARED_DRUGS = fields("""
    night: nocte | bedtime med
      = the medicine for the night | the medicine taken at bedtime
      ~ the medicine for bedtime
    morning: mane | morning med
      = the medicine for the morning | the medicine taken after waking up
      ~ the medicine taken in the morning
    needed: PRN | if needed
      = the medicine taken only when needed | the medicine for use if it gets bad
      ~ the medicine for use only when needed
    stopped: DCD item | stopped med
      = the medicine that was stopped | the medicine no longer taken
      ~ the medicine that is no longer taken and was stopped
    """)

HOSPITAL = Kind(
    name="hospital",
    title="hospital discharge letter",
    share=3.0,
    unanswerable_rate=0.12,
    groups=(
        Group(
            "person",
            _SHARED_PEOPLE
            + fields("""
                discharger: DSC | countersigner
                  = the doctor who signed the patient out | the doctor who let the patient go
                  ~ the doctor who signed to let the patient go
                  ! Countersigned by {v}.
                attending: MRP | treatment lead
                  = the doctor in charge of treatment | the doctor who led the treatment
                  ~ the doctor who was in charge and led treatment
                  ! Under the firm of {v}.
                locum: bleep holder | night cover
                  = the doctor on duty at night | the doctor who worked the night
                  ~ the doctor who had night duty
                clerk: H/O clerk | paperwork desk
                  = the person who did the paperwork | the person who filled in the papers
                  ~ the person who filled in the paperwork
                """),
        ),
        Group(
            "date",
            fields("""
                admission: DOA | arrival date
                  = the day the patient came in | the patient's arrival
                  ~ the arrival, when the patient came in
                discharge: DOD | home date
                  = the day the patient went home | the patient's return home
                  ~ the return, when the patient went home
                operation: KTS | surgery slot
                  = the operation | the day of surgery
                  ~ the day of the operation
                review: OPA | check slot
                  = the next visit | the day of the next check
                  ~ the next visit for a check
                stitches: ROS | stitches slot
                  = the day the stitches come out | the removal of the stitches
                  ~ the day of the removal of stitches
                scan: CTX | scan slot
                  = the scan | the day the pictures were taken
                  ~ the day of the scan
                """),
        ),
        Group(
            "drug",
            _SHARED_DRUGS
            + fields("""
                stat: stat dose | at-once med
                  = the medicine given once at once | the medicine given straight away
                  ~ the medicine given once straight away
                home: TTO | take-home pack
                  = the medicine to take home | the medicine the patient got for home
                  ~ the medicine for taking home
                """),
        ),
    ),
    openings=(
        "Dear colleague, re {person_name}, born {date_of_birth}.",
        "Dear colleague, you saw {person_name}, MRN {id_number}.",
        "Dear team, re {person_name} of {address}.",
    ),
    details=(
        "Calls may go to {phone}.",
        "Our reference is MRN {id_number}.",
        "Letters go to {address}.",
    ),
    frames=(
        "{v}, {m}.",
        "{v} for {m}.",
        "{v} as {m}.",
        "{v}, our {m}.",
    ),
    frames_held=("{v}, here {m}.",),
    separator=" ",
    date_style="day_month",
)

CLINIC = Kind(
    name="clinic",
    title="clinic visit note",
    share=1.0,
    unanswerable_rate=0.28,
    groups=(
        Group(
            "person",
            _SHARED_PEOPLE
            + fields("""
                usual: UGP | usual GP
                  = the patient's usual doctor | the doctor the patient usually sees
                  ~ the doctor whom the patient usually goes to
                nurse: PN | wound nurse
                  = the nurse who dressed the wound | the nurse who saw to the wound
                  ~ the nurse who looked after the wound
                chaperone: chap | witness
                  = the person who was present as a witness | the witness in the room
                  ~ the person present as witness
                interpreter: LLS | translator
                  = the person who translated | the translator at the visit
                  ~ the person who was the translator
                """),
        ),
        Group(
            "drug",
            _SHARED_DRUGS
            + fields("""
                repeat: rpt Rx | monthly Rx
                  = the medicine renewed every month | the medicine that is renewed
                  ~ the medicine renewed monthly
                reaction: ADR | rash Rx
                  = the medicine that caused a rash | the medicine the patient can't stand
                  ~ the medicine that gave the patient a rash
                """),
        ),
        Group(
            "phone",
            fields("""
                home_phone: H/T | home line
                  = the number at home | the patient's home number
                  ~ the number of the patient at home
                work_phone: W/T | work line
                  = the number at work | the patient's work number
                  ~ the number of the patient at work
                pharmacy_phone: Rx/T | pharmacy line
                  = the number of the pharmacy | the pharmacy's number
                  ~ the number to reach the pharmacy
                carer_phone: POA/T | carer line
                  = the number of the carer | the carer's number
                  ~ the number to reach the carer
                results_phone: path/T | laboratory line
                  = the number for test results | the number of the laboratory
                  ~ the number of the laboratory for results
                """),
        ),
    ),
    openings=(
        "Pt {person_name}, dob {date_of_birth}.",
        "Seen: {person_name}, ID {id_number}.",
        "{person_name}, {address}.",
    ),
    details=(
        "e-mail {email}.",
        "ID {id_number}.",
        "lives {address}.",
    ),
    frames=(
        "{v}: {m}.",
        "{v} - {m}.",
        "{v} {m};",
        "{v} ({m}).",
    ),
    frames_held=("{v} = {m}.",),
    separator=" ",
    date_style="iso",
)
