"""Bank and insurer, in English: sheets of keys and values, and claim files that tell a story."""

from qa.synthetic.schema import Group, Kind, fields

BANK = Kind(
    name="bank",
    title="bank account sheet",
    share=2.0,
    unanswerable_rate=0.2,
    groups=(
        Group(
            "person",
            fields("""
                owner: UBO | real owner
                  = the real owner behind the account | the person who really owns it
                  ~ the person who is the real owner
                checker: KYC desk | identity check
                  = the person who checked the papers | the employee who checked identity
                  ~ the employee who checked the papers
                signatory: mandate holder | allowed to sign
                  = the person allowed to sign | the person who may also sign
                  ~ the person who is also allowed to sign
                adviser: RM | adviser seat
                  = the customer's adviser | the adviser who looks after the customer
                  ~ the adviser of the customer
                surety: surety | PG obligor
                  = the person who pays if the customer can't | the person who vouches
                  ~ the person who vouches and pays if the customer fails
                heir: TOD nominee | heir line
                  = the heir | the person who inherits the account
                  ~ the heir who inherits
                """),
        ),
        Group(
            "amount",
            fields("""
                overdraft: OD line | debt cap
                  = the allowed debt | the debt the account may run up
                  ~ the debt allowed on the account
                blocked: lien | blocked pot
                  = the money that is blocked | the blocked money
                  ~ the money that stays blocked
                standing: SI leg | monthly leg
                  = the regular payment | the payment that leaves every month
                  ~ the regular payment every month
                turnover: T/O | yearly moves
                  = the money moved in a year | the yearly movement of money
                  ~ the money moved yearly
                overdue: DPD sum | late pot
                  = the unpaid money | the money that is late
                  ~ the unpaid money that is late
                fee: PKG chg | fee slot
                  = the price of the account | the fee for the account
                  ~ the fee, or price, of the account
                """),
        ),
        Group(
            "date",
            fields("""
                kyc_expiry: KYC exp. | ID look
                  = the next check of the papers | the next look at identity papers
                  ~ the next identity check of papers
                drawdown: DRW | payout
                  = the day the loan was paid out | the payout of the loan
                  ~ the day of the loan's payout
                maturity: MTY | repayment
                  = the day the loan must be paid back | the end of the loan
                  ~ the end, when the loan is to be paid back
                opening: onboarded | opening
                  = the opening of the account | the day the account was opened
                  ~ the day of opening the account
                card_expiry: PAN exp. | card end
                  = the day the card ends | the end of the card
                  ~ the day of the card's end
                """),
        ),
    ),
    openings=(
        "Client: {person_name} / IBAN {iban}",
        "Client: {person_name} / SSN {id_number}",
        "Client: {person_name} / card {card}",
        "Client: {person_name} / born {date_of_birth}",
    ),
    details=(
        "Tel. {phone}",
        "Mail {email}",
        "Addr. {address}",
    ),
    frames=(
        "{v}: {m}",
        "{v} = {m}",
        "{v} / {m}",
        "{v}, {m}",
    ),
    frames_held=("{v} > {m}",),
    separator="\n- ",
    date_style="iso",
)

INSURER = Kind(
    name="insurer",
    title="insurer claim file",
    share=1.5,
    unanswerable_rate=0.16,
    groups=(
        Group(
            "person",
            fields("""
                adjuster: loss adjuster | LA
                  = the expert who judged the damage | the expert who looked at the damage
                  ~ the expert who looked at and judged damage
                intake: FNOL taker | call taker
                  = the person who took the first call | the employee who answered the call
                  ~ the employee who took the first call
                third_party: TP | other driver
                  = the person on the other side | the other driver
                  ~ the driver on the other side
                beneficiary: payee of record | BNF
                  = the person who gets the money | the person to whom money is paid
                  ~ the person who gets paid the money
                broker: BOR | policy seller
                  = the person who sold the policy | the seller of the policy
                  ~ the person who was the policy's seller
                fraud: SIU lead | fraud desk
                  = the person who looks for fraud | the fraud investigator
                  ~ the investigator who looks for fraud
                """),
        ),
        Group(
            "date",
            fields("""
                reported: FNOL date | report date
                  = the first report | the day the customer reported it
                  ~ the day of the first report
                loss: DOL | accident date
                  = the accident | the day it happened
                  ~ the day the accident happened
                inception: incept | cover begin
                  = the start of the cover | the day the cover began
                  ~ the day of the start of cover
                expiry: x-date | cover end
                  = the end of the cover | the day the cover runs out
                  ~ the day of the end of cover
                survey: survey | inspection slot
                  = the inspection | the day someone inspected it
                  ~ the day of the inspection
                """),
        ),
        Group(
            "amount",
            fields("""
                excess: XS | customer share
                  = the part the customer pays | the customer's part of the bill
                  ~ the part of the bill the customer pays
                reserve: IBNER | put-aside pot
                  = the money put aside | the money kept aside for the claim
                  ~ the money put aside for the claim
                quantum: GUL | total damage
                  = the whole damage | the total cost of the damage
                  ~ the total damage
                goodwill: ex gratia | kindness pay
                  = the gift paid out of kindness | the payment made as a gift
                  ~ the payment made out of kindness
                salvage: salvage | remains bid
                  = the value of what is left | the value of the remains
                  ~ the value of the remains that are left
                premium: GWP | policy p.a
                  = the yearly price of the policy | the price of the policy
                  ~ the policy's yearly price
                """),
        ),
    ),
    openings=(
        "{person_name}, policy {id_number}, called us again.",
        "{person_name}, born {date_of_birth}, has a claim.",
        "{person_name} of {address} has a claim.",
    ),
    details=(
        "Call {phone}.",
        "Mail {email}.",
        "Home: {address}.",
    ),
    frames=(
        "{v} under {m}.",
        "{v} on {m}.",
        "{v} per {m}.",
        "{v} went to {m}.",
    ),
    frames_held=("{v} noted on {m}.",),
    separator=" ",
    date_style="month_day",
)
