"""Lines of notes, letters, forms and chats with addresses, and of what is none.

Brackets are around what must be found. A line break within a line is written as "\\n".
"""

from __future__ import annotations

import pytest

from privacy.desensitize.detectors.places_en import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)

FOUND = r"""
Discharge address: [Flat 12B, Kestrel Court, 88 Harbour Road, Portishead, Bristol, BS20 7DB]
GP letter cc: Mr T. Bell, [3 The Paddocks, Wetherby LS22 6QN]
Address: [221 King St W, Unit 1504, Toronto, ON M5H 1K5]
Loss location: [9315 County Road 12, Wauseon, OH 43567]
hi my new address is [7 elm grove, cardiff cf24 3re], can u update it
hey i moved, now at [22b park rd, leeds], ta
Permanent address: [H. No. 12-5-33/A, Vijayapuri Colony, Tarnaka, Secunderabad - 500017]
Address: [No. 45, 3rd Main Road, Gandhi Nagar, Adyar, Chennai 600020]
Address: [Block 221, Bishan Street 23, #05-118, Singapore 570221]
Ships to [18 Wattle Grove Road, Mount Eliza VIC 3930, Australia]
Mail: [PO Box 1187, Toowoomba QLD 4350]
Mail: [GPO Box 2201, Sydney NSW 2001]
Next of kin address: [Gortnamona, Tullamore, Co. Offaly]
Mr Hennessy of [15 Sarsfield Terrace, Youghal, Co. Cork] wrote to us on 3 May.
He was found at the junction near [Elm Avenue, Ottawa].
Pt originally from [Baton Rouge], now lives in [Tulsa] with daughter.
A 62 year old retired farmer from [Ballymena] presented with dyspnoea.
Her son lives in [Perth].
Place of birth: [Nairobi]
City: [Bakersfield]  State: CA  ZIP: [93301]
Town: [Kidderminster]\nPostcode: [DY10 2AH]
Can you confirm your postcode? Yes, [B29 6NA].
What is the ZIP on the account? [60614].
Customer confirmed address as [1 Mill Pond Way, East Hampton, NY 11937].
Tenant of [Flat 2, 9 Marine Parade, Brighton].
Delivered to [Apartment 9, Block C, Custom House Square, IFSC, Dublin 1].
Address: [27 Clontarf Road, Dublin 3]
Mrs P Lowe\n[Flat 6\n30 Queens Road\nAberystwyth\nSY23 2HN]\n\n12 May 2021
[2210 Juniper Trail\nAustin, TX 78745]\nPhone: 512 555 0101
Ms Dana Cole\n[88 Orchard Ln Apt 3\nAlbany NY 12203]\nDear Ms Cole
Addr [45 W 34th St, New York, NY 10001] verified
He is homeless, last known address [31 Carlton Mansions, Randolph Avenue, London W9 1NR].
Originally from [County Kerry], he moved to [Coventry] in 1978.
Billing: [500 Terry Francois Blvd, 6th Floor, San Francisco CA 94158]
He gave his address as [102 Avenue Road, Apt. 12, Winnipeg MB R3C 4T3].
Statement sent to [8 Lorong Chuan #03-11, Singapore 556818].
Home visit to [23 Rose St., Fitzroy] planned.
Please visit me at [36 Kings Road, Chelsea, London].
He drove from his home in [Hinckley] to work.
my mum lives in [belfast]
Resident of [Lake Charles, Louisiana].
I'm from [Tralee].
The caller lives at number [14, Cherry Tree Lane, Bolton].
Rural address: [RR 3, Box 220, Decorah, IA 52101]
Address: [HC 62 Box 33, Salmon, ID 83467]
[14 OAK STREET, DAYTON, OH 45402]
ADDRESS: [22 HIGH STREET, CREWE CW2 7AB]
Home: [39 Glenferrie Rd, Hawthorn, Victoria 3122]
Sent to [1 St John's Wood Terrace, London NW8 6JJ]
Met at [5th Avenue, New York, NY]
Residence: [Sector 21-C, Chandigarh 160022]
His brother, who lives in [Stoke-on-Trent], visits.
Customer moved house to [Newcastle-under-Lyme].
she lives in [st albans]
Vehicle garaged at [2 Fern Close, Diss IP22 4XX] overnight.
Pt lives w/ wife in [Tempe], retired welder.
pt lives at home in [Gateshead] w/ daughter
Delivery to [S-14, Green Park Extension, New Delhi - 110016]
Addr: [#12, 4th Cross, 7th Main, Jayanagar 3rd Block, Bangalore-560011]
Address : [Door No. 7/214, Gandhi Street, Vellore, Tamil Nadu 632001]
Flat address [Flat 14C, Block 3, Sunshine City, 18 On Luk Street, Ma On Shan, N.T., Hong Kong]
Reg. address [3/F, 25 Lockhart Road, Wan Chai]
Contact address: [7 Jalan Mawar, Singapore 368992]
Postal: [Locked Bag 20, Parramatta NSW 2124]
Tenant at [Level 8, 200 Queen Street, Brisbane, QLD 4000]
[RMB 3310, Wangaratta VIC 3678]
Mail to [RR#3, Carp, Ontario K0A 1L0]
She lives at [1087 Robie Street, Halifax, Nova Scotia B3H 3C5].
[Site 12, Box 4, RR 1, Cochrane AB T4C 1A1]
Home: [Apt 41, The Granary, Temple Lane South, Dublin 2, D02 K227]
[Coolnagour, Dungarvan, Co. Waterford]
[11 Rathmines Park, Dublin 6W]
[Flat 2/2 118 Byres Rd Glasgow G12 8TB]
[First Floor Flat, 8 Cotham Brow, Bristol BS6 6AE]
[Ground Floor, 9 Exmouth Market, London, EC1R 4QL]
[1 & 2 Smithy Cottages, Tarporley, Cheshire CW6 0AA]
Care home: lives at [Oakdene, 67 London Road, Chippenham]
Address confirmed: [18-20 Friar Lane, Nottingham NG1 6DQ]
[1024 E. 53rd St. #2R, Chicago, Ill. 60615]
[77 Sunset Strip Apt. 9, Los Angeles, California 90069]
[3301 Route 9W, Newburgh, NY 12550]
[One Beacon Street, 14th Floor, Boston, MA 02108]
[14855 Preston Rd\nSuite 110\nDallas TX 75254]
[120 W. 3rd Street, Davenport, Iowa 52801]
[15 Lake Shore Dr., Unit 7, Burlington VT 05401]
my addr: [402 w pine st apt 6, missoula mt 59802]
its [9 victoria road, stockport sk3 9qz] thx
i'm at [3 hawthorn ave]
My address is [61 Cavendish Road, Birmingham].
we moved from [Oldham] to [Bury] last year
28F from [Wichita], G2P1
A woman from [Aberystwyth] called.
Mr Khan, from [Bradford], says
City/Town: [Moose Jaw]
Hometown: [Ballina]
Place of residence: [Rockhampton]
Postal code: [T2P 1J9]
Post code - [CF10 1EP]
Zip/Postal: [33134]
EIRCODE [T12 AB34]
Risk address: [41 Harrow View, Harrow HA1 1RG]
Insured location: [2300 Commerce Pkwy, Lafayette, LA 70508]
The theft at [5 Dock Road, Tilbury] was reported.
Works at the bakery on [Gloucester Road].
Visits her sister in [Margate].
Travelled from [Swindon] for the appointment.
Referred from home, [12 Yew Tree Walk].
Branch nearest to [Fulham SW6 1AA]
Collect from [6 The Crescent, Taunton TA1 4EA]
[14 Main Street\nGorey\nCo. Wexford]\n\nRe: policy
Client: Jo Hale, [210 Kent Avenue, Kitchener ON N2G 3R3], born 1970
Street: [12 Hauptweg]\nCity: [Windhoek]
Registered at [33 Cowgate, Dundee, DD1 2HS].
neighbour at [No. 16 Larch Drive] heard it
{"name": "T. Vale", "address": "[14 Rowan Drive, Kendal LA9 5QR]", "age": 40}
name=Jo Fenn; address=[3 Quarry Lane, Matlock]; phone=01629 555010
| Jo Fenn | [3 Quarry Lane, Matlock DE4 3PT] | 1970 |
Agent: Can I have your address please?\nCustomer: [27 Weir Road, Otley].
Agent: And the postcode?\nCustomer: [LS21 1AB]
Agent: Where do you live?\nCustomer: [21 Hazel Court, Flat 4, Dundee]
User: my house at [6 quarry lane] got flooded
User: im at [12 the avenue, southampton so17 1xg]
ADDRESS [1420 N MAPLE AVE APT 4B DAYTON OH 45402] PHONE 937 555 0100
Patient Address: [House No. 21, Street 5, Model Town, Ludhiana, Punjab 141002]
Lives at [Flat No. 5, B Wing, Sea Breeze CHS, Carter Road, Bandra (W), Mumbai - 400050] asks.
S/o Ram Lal, R/o [Village Khera, Tehsil Hodal, Dist. Palwal, Haryana 121106]
[7th Floor, Cyber Towers, HITEC City, Hyderabad 500081]
Insured premises: [Units 4-6, Riverside Trading Estate, Neath SA10 6AE]
Sent by courier to [Suite 12/340 Pacific Highway, Crows Nest NSW 2065]
He resides at [Unit 2, 9 Karori Road, Perth WA 6000].
The rental, [32B Chatswood Avenue, Chatswood, NSW, 2067], is vacant.
Vendor: [PO Box 12, Station Main, Kelowna, BC V1Y 7N3]
[100 Main Street, Apartment 2-B, Ithaca, New York 14850]
[6700 N. Oracle Rd., Ste. 240, Tucson, AZ 85704]
[2 Elm Street]\nDOB: 01/02/1950
Lives - [Montrose], with wife
Current residence: [Duluth, MN]
Birthplace: [Savannah, Georgia]
The family moved to [Ashby-de-la-Zouch] when he was five.
He has lived in [Bury St Edmunds] all his life.
She was raised in [Corpus Christi] and studied law.
lives in a care home in [Poole]
Lives alone in a bungalow in [Rhyl].
Living with parents in [Slough].
Previously lived at [40 Newgate, Barnard Castle, County Durham, DL12 8NG]
Statement of J. Peel of [2 Beck Side, Cartmel, Grange-over-Sands LA11 7SE]
Moved from [12 Ivy Road] to [9 Larch Way] in June.
address is [43, Dunmore Park, Kilkenny]
addresses: (1) [5 Hope St, Wigan] (2) [8 Cross St, Leigh]
To: Mr K Obi, [25 Ladysmith Road, Exeter, EX1 2PU]
The mortgage on [9 Pinhoe Road, Exeter] was approved.
ATM at [120 Cowick Street] swallowed my card
I used to live at number [9 Pinhoe Road]
His billing ZIP is [30309]
Area code and zip [30309]
Postcode: [BT7 1NN]
Customer in [D04 V2N9] area
Patient is a 47-year-old woman who lives in [Burnley] with her two children.
He resides at [118 Linden Street, Apt 5, Worcester, MA 01605].
She was brought in by ambulance from her home at [29 Corporation Street, Preston].
Discharge to own home: [56 Abbots Way, Kettering, NN15 6QE].
Letter dated 3 June 2022\n\nMr Gareth Pugh\n[9 Maes y Coed\nCardigan\nSA43 1AP]\n\nDear Mr Pugh,
Name: Siti Rahman. Address: [Blk 512 Jurong West Street 52 #07-31, Singapore 640512].
Address: [Flat C, 21/F, Tower 2, Park Central, 9 Tong Tak Street, Tseung Kwan O, Hong Kong]
Please update my mailing address to [5580 Riverbend Rd NW, Edmonton, AB T6H 5B6].
The account holder's registered address is [71 Marlborough Road, Swindon, SN3 1QJ].
Statement address: [Apartment 4, 215 Albert Road, Southsea, PO4 0JT]
The policyholder, residing at [830 Cottonwood Court, Loveland, CO 80538], reported hail damage.
Accident location: [1900 block of Harbor Blvd, Costa Mesa, CA]
Loss at [11 Pine Crescent, Moncton, NB E1C 4K6] on 2 Feb.
Claimant lives at [27 Torrens Street, Port Lincoln SA 5606].
my address is [14 birch avenue, leeds]
im living at [flat 2, 39 station rd, redhill rh1 1pj] now
yes its [702 elm st, apt 9, peoria il 61602]
ok so the postcode is [EX8 4QR] and the house number is 33
Can you post it to [PO Box 940, Invercargill]?
Send cheques to [P.O. Box 5512, Cedar Rapids, IA 52406].
I grew up in [Oban].
Born and raised in [Shreveport].
Birthplace: [Port of Spain]
A 70-year-old gentleman from [Paisley] attended today.
Customer from [Lincoln] called about a loan.
Hails from [Amritsar].
Address: [Drumhallagh, Rathmullan, Co. Donegal F92 AB12]
She lives at [Ivy House, 2 Church Walk, Oundle PE8 4EE].
Flat above shop: [8A Market Place, Wells BA5 2RF]
Guarantor: Tom Reyes of [1450 Mesa Verde Dr, El Paso, TX 79912].
Beneficiary: Ann Frost, [52 Quay Street, Ipswich].
Witness address: [130 Rideau Street, Kingston, Ontario K7K 2Z4]
City: [Waterloo], Province: ON, Postal Code: [N2L 3G1]
Address line 1 [90 Foss Road]\nTown [Malton]\nPostcode [YO17 7AB]
Town: [Stornoway]
Nurse visited [41 Priory Street, Carmarthen].
Meals delivered to [41 Priory Street].
Rents a flat on [Gorgie Road].
Her mother lives in [Port Talbot], her father in [Neath].
He has been living in [Grimsby] since 2009.
She lives with her son in [Truro].
The new registered office: [Unit 12, Dale Industrial Estate, Radcliffe, Manchester M26 1AD]
Mortgage property: [Plot 7, Meadow View, Uckfield, East Sussex TN22 1AB]
Property: [Lot 18, Section 4, 22 Banksia Drive, Byron Bay NSW 2481]
Patient resides in [Pocatello] with her spouse and two dogs.
Lives in a two-storey house in [Wrexham] with stairs.
Lives w/ daughter at [904 Poplar Street, Kearney NE 68847].
Follow-up letter to: [Holly Bank, 2 Moor Lane, Ilkley, LS29 9AB]
Carer contact - Susan Platt, [17 Holme Avenue, Buxton SK17 6QT]
Patient's address changed from [5 Hawk Close, Corby NN18 8PG] to [21 Raven Way, Corby NN18 8QE].
We wrote to you at [66 Orchard Street, Kilmarnock, KA1 3EX] on 4 May.
The tenant at [3 Court Lodge Farm, Hythe CT21 4PL] pays monthly.
The borrower owns [227 Birchwood Lane, Ashland, OR 97520].
ATM withdrawal in [Modesto, CA] was not mine.
Card used at a shop on [Union Street, Aberdeen].
The driver lives in [Nuneaton]; the passenger lives in [Hinckley].
Garaging address: [809 S Park Ave, Casper, WY 82601]
Insured lives in [Ypsilanti, MI].
Claimant (of [Barnsley]) was a pedestrian.
User: i live on [cedar road]
User: its for my mum in [swansea]
User: Moving from [Boulder] to [Santa Fe] next month
Agent: Thanks. And the first line of your address?\nUser: [40 Finch Drive]
Agent: postcode?\nUser: [cm7 1ab]
Address: [40 Finch Drive\nBraintree\nEssex\nCM7 1AB]\nDate: 4 May
[Flat 1/2\n30 Argyle Street\nGlasgow\nG3 8AB]
Ms Tan Mei Ling\n[Blk 88 Bedok North Street 4\n#09-141\nSingapore 460088]
Mr S Krishnan\n[No 14, Second Street\nT Nagar\nChennai 600017]
Address: [12/4, Church Street, Bengaluru 560001]
Address: [C-45, Sector 62, Noida 201301]
Address: [H No 55, Street No 4, Lajpat Nagar, Jalandhar, Punjab 144001]
Address: [Level 2, 45 Smith Street, Darwin NT 0800]
Address: [Upper Flat, 6 Kelvin Drive, Oban PA34 4AB]
Address: [48 av. du Mont-Royal, Montréal QC H2T 1N6]
Address: [The Gate Lodge, Castletown, Celbridge, Co. Kildare W23 V9H3]
Street address: [3309 Lakeview Terrace]\nCity/State/Zip: [Bismarck, ND 58501]
Patient Name: X\nCity: [Bismarck]\nState: ND\nZip Code: [58501]
Place of accident: [Main Street, Ballina]
Residence [Terre Haute]
He is originally from [Cusco] and lives in [Astoria] now.
"""

# Found with a country or a state behind it, or with a word before it.
WIDER = r"""
Lives in [Walthamstow], London with two cats.
born in [Lagos], Nigeria
Mother lives in [Cape May], NJ.
Accident on [Holloway Road], London.
Collision at the junction of [Mill Street] and [Bridge Road], [Kidlington].
Deliver to Sam Hu, [1-12 Ferry Street], please
Now residing in [Naas], Co. Kildare.
Born: [Bilbao], Spain
The driver turned from [Gilbert Road] into [Hills Road], [Cambridge].
London [SE15 4AB]
Collision occurred at [Elm Street and 4th Avenue], [Topeka, KS].
Patient was born in [Gdansk], Poland.
Currently living in [Fremantle], WA.
User: I'm in [Hackney], East London
They bought a house in [Naples], Florida.
"""

LEFT = """
Take 5 ml twice a day. 2 St doses. Flow rate 5 mL/min.
BP 120/80, HR 72, SpO2 98%, T 36.8, GCS 15
Transferred to Ward 7B, Bed 12, Level 3.
Seen in Clinic 4, Room 12, Block B.
Dr Lane and Dr Park reviewed him at 10 am. Dr. Street agrees.
The patient moved to ICU on 3 May.
Moved to Ward 4, then to Theatre 2.
She lives in England, in the north.
He works in Finance and lives in fear.
Born in July 1954 in Germany.
His wife works in HR. He is in IT.
He is from Poland and she is Polish.
The claim of 12 March 2020 for 400 GBP was settled in full.
Policy PX 12345 67890, claim 560038
Invoice 45402 for USD 12000
Section 4, Article 12, Schedule 2, Appendix B
42 USC 1983; 5 CFR 1320; Public Law 104-191
In 1998 King Street closed.
Wall Street rallied; Main Street did not, said Sesame Street.
CT head, MRI L4/L5, ECG normal, T10 level
Vitamin B12 500 mcg, D3 1000 IU
the court found; in this way; the road to recovery; close to home
Phase 2 trial, Stage 3 disease, Unit 5 of blood, Block 4 exam
Apache 2.0, version 3.11.2, Windows 10 Home
Metformin 500 mg BD, ramipril 5 mg OD
In the United States and the United Kingdom
Supreme Court of California, Court of Appeal
National Health Service, Bank of England, Royal Free Hospital
He drank 3 glasses on the way. 4 people place bets. 20 mile drive home
Rate is 4.5% for 25 years on 200000 pounds.
Moved to amlodipine from lisinopril. Moved to online banking.
Address: not given
City: unknown. State: OH
Working in Excel. Living on Benefits.
Works for the University of Leeds.
Grade 3 Park Hill score; 10 Green View points
Lives in Ohio. Moved to Texas. Retired in Florida.
He was born in Ireland in 1950 and came from Scotland.
Apply 2% cream. See page 12, Table 4, Figure 2.
Wall Street, Goldman and the others fell.
The High Street banks raised rates. A high street shop.
Harley Street consultants. Fleet Street papers.
Referred to St Mary's Hospital and Queen Elizabeth Hospital.
Great Ormond Street Hospital wrote to us.
He lives in a flat. He lives in pain. She lives with fear.
He was born at term, 3.2 kg, by section.
Address: as above
Moved to a side room; moved to Level 4 Ward B.
Account 12345 was opened; ref 560038; code 20 30 40
Sort code 20-30-40, account 12345678
Born to a Polish mother; native of Spain.
He came from work. She is from here. From Monday, it works.
Test 45402 was negative
The drug is from Bayer. A letter from Dr Gray. A call from Amy.
Patient from Ward 3, woman from Accounts
Take one tablet from May; he was well from April to June.
St John Ambulance came. St. Patrick's Day is in March.
100 St Thomas' students, 12 St Peter's nurses
1 in 5 people drive. 3 close friends; 2 court orders
In 2010 Court rulings, in 1999 Park rules
See Road Traffic Act, Town and Country Planning Act 1990
Chapter 12 Main Results; 3 Way Stop; 4 Square Metres
"""


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """The line without brackets, and the bounds of what stood between them."""
    text, spans = "", []
    for piece in line.replace(r"\n", "\n").split("["):
        inner, bracket, rest = piece.partition("]")
        if bracket:
            spans.append((len(text), len(text) + len(inner)))
        text += inner + rest
    return text, spans


@pytest.mark.parametrize("line", FOUND.strip().splitlines())
def test_found_with_its_bounds(line: str) -> None:
    text, spans = marked(line)
    assert [(f.start, f.end) for f in RECOGNIZER.find(text)] == spans


@pytest.mark.parametrize("line", WIDER.strip().splitlines())
def test_found_as_part_of_more(line: str) -> None:
    text, spans = marked(line)
    findings = RECOGNIZER.find(text)
    for start, end in spans:
        assert any(f.start <= start and end <= f.end for f in findings)


@pytest.mark.parametrize("text", LEFT.strip().splitlines())
def test_left_alone(text: str) -> None:
    assert RECOGNIZER.find(text) == ()
