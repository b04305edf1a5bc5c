"""Lines of notes, letters, forms and chats with addresses, and of what is none.

Brackets are around what must be found. A line break within a line is written as "\\n".
"""

from __future__ import annotations

import pytest

from privacy.desensitize.detectors.places_en import DETECTORS
from privacy.desensitize.recognizer import Recognizer

RECOGNIZER = Recognizer(DETECTORS)

FOUND = r"""
Mrs Okafor, 83, lives alone at [12a Priory Gardens, Bath BA2 4QT] and walks with a frame.
Discharge address: [Flat 12B, Kestrel Court, 88 Harbour Road, Portishead, Bristol, BS20 7DB]
GP letter cc: Mr T. Bell, [3 The Paddocks, Wetherby LS22 6QN]
Address: [221 King St W, Unit 1504, Toronto, ON M5H 1K5]
Insured: Ana Ruiz, [4410 SW 12th Ave, Miami, FL 33134-2214]. Policy in force.
Loss location: [9315 County Road 12, Wauseon, OH 43567]
hi my new address is [7 elm grove, cardiff cf24 3re], can u update it
Your address is now [Suite 400, 1250 Connecticut Avenue NW, Washington, DC 20036].
Account holder resides at [B-204, Shanti Nagar, Andheri East, Mumbai 400069].
Permanent address: [H. No. 12-5-33/A, Vijayapuri Colony, Tarnaka, Secunderabad - 500017]
Address: [Block 221, Bishan Street 23, #05-118, Singapore 570221]
Address: [10 Anson Road, #22-02 International Plaza, Singapore 079903]
Address: [Room 1502, 15/F, Tower 3, Laguna City, 8 Laguna Street, Kwun Tong, Kowloon, Hong Kong]
Mail: [PO Box 1187, Toowoomba QLD 4350]
Mail: [GPO Box 2201, Sydney NSW 2001]
Send it to [P.O. Box 77, Bozeman, MT 59771].
Next of kin address: [Gortnamona, Tullamore, Co. Offaly]
Mr Hennessy of [15 Sarsfield Terrace, Youghal, Co. Cork] wrote to us on 3 May.
He was found at the junction near [Elm Avenue, Ottawa].
The patient was born in [Aberdeen] and grew up in [Stornoway].
Pt originally from [Baton Rouge], now lives in [Tulsa] with daughter.
A 62 year old retired farmer from [Ballymena] presented with dyspnoea.
He works in [Slough] as a driver.
She recently relocated from [Des Moines] to [Boise].
Place of birth: [Nairobi]
Town: [Kidderminster]\nPostcode: [DY10 2AH]
Postcode: [EH6 5NP]
my postcode is [ls8 2pq]
What is the ZIP on the account? [60614].
Customer confirmed address as [1 Mill Pond Way, East Hampton, NY 11937].
Confirmed the first line of the address, [61 Fenwick Close], and date of birth.
Tenant of [Flat 2, 9 Marine Parade, Brighton].
Delivered to [Apartment 9, Block C, Custom House Square, IFSC, Dublin 1].
Address: [27 Clontarf Road, Dublin 3]
Mr A Stone\n[14 Beechwood Avenue\nWoodley\nReading\nRG5 3DE]\n\nDear Mr Stone,
Mrs P Lowe\n[Flat 6\n30 Queens Road\nAberystwyth\nSY23 2HN]\n\n12 May 2021
[2210 Juniper Trail\nAustin, TX 78745]\nPhone: 512 555 0101
Name: Liam Doyle\nAddress: [5 Castle View, Trim, Co. Meath, C15 AB12]\nTel: 046 555 0100
Address: [Bungalow 4, Palm Grove Society, Baner Road, Pune - 411045]
Addr [45 W 34th St, New York, NY 10001] verified
Originally from [County Kerry], he moved to [Coventry] in 1978.
Ambulance called to [17 Heol Fawr, Llanelli SA15 2PQ].
She stays at [Oakfield, Mill Road, Kirkcaldy KY1 1AB] during term.
He gave his address as [102 Avenue Road, Apt. 12, Winnipeg MB R3C 4T3].
Statement sent to [8 Lorong Chuan #03-11, Singapore 556818].
[101 Collins St, Melbourne VIC 3000] is where she works.
Home visit to [23 Rose St., Fitzroy] planned.
Please visit me at [36 Kings Road, Chelsea, London].
He drove from his home in [Hinckley] to work.
She commutes from [Stevenage] daily.
my mum lives in [belfast]
Resident of [Lake Charles, Louisiana].
Patient lives on [Maple Street] with her dog.
Registered address: [Unit 3 Parkway Business Centre, Swansea SA7 9LA]
The caller lives at number [14, Cherry Tree Lane, Bolton].
Address: [HC 62 Box 33, Salmon, ID 83467]
Driver licence address [1600 Pennsylvania Avenue NW, Washington, DC 20500]
He farms at [Tullyhogue, Cookstown, Co. Tyrone BT80 8UB].
ADDRESS: [22 HIGH STREET, CREWE CW2 7AB]
Home: [39 Glenferrie Rd, Hawthorn, Victoria 3122]
The applicant, of [4/22 Beach Road, Bondi NSW], applied for a loan.
Sent to [1 St John's Wood Terrace, London NW8 6JJ]
Met at [5th Avenue, New York, NY]
Residence: [Sector 21-C, Chandigarh 160022]
I live in a flat in [Hove].
His brother, who lives in [Stoke-on-Trent], visits.
Customer moved house to [Newcastle-under-Lyme].
He lives in [St Albans].
She lives in [King's Lynn].
Vehicle garaged at [2 Fern Close, Diss IP22 4XX] overnight.
pt lives at home in [Gateshead] w/ daughter
Correspondence to be sent to [The Cedars, 4 Vicarage Hill, Westerham, Kent, TN16 1TL].
Mr Roy of [Flat 9A, Lansdowne Terrace, Kolkata 700029] requests a cheque book.
Addr: [#12, 4th Cross, 7th Main, Jayanagar 3rd Block, Bangalore-560011]
Address : [Door No. 7/214, Gandhi Street, Vellore, Tamil Nadu 632001]
Address: [Villa 23, Palm Meadows, Whitefield, Bengaluru, Karnataka - 560066]
Flat address [Flat 14C, Block 3, Sunshine City, 18 On Luk Street, Ma On Shan, N.T., Hong Kong]
Reg. address [3/F, 25 Lockhart Road, Wan Chai]
Contact address: [7 Jalan Mawar, Singapore 368992]
Lives at [56 Bondi Rd, Bondi NSW 2026] since 2014
Postal: [Locked Bag 20, Parramatta NSW 2124]
Tenant at [Level 8, 200 Queen Street, Brisbane, QLD 4000]
Claimant's garage at [44 Kangaroo Ground Rd, Warrandyte, Victoria] burnt down.
[5 Rue des Érables, Gatineau, Quebec J8X 2K1]
Mail to [RR#3, Carp, Ontario K0A 1L0]
[Site 12, Box 4, RR 1, Cochrane AB T4C 1A1]
Farm at [Ballyduff Upper, Co. Waterford, P51 A9X2]
house at [No 8 Pearse Park, Ennis, Co Clare V95 X2P9]
[Coolnagour, Dungarvan, Co. Waterford]
[11 Rathmines Park, Dublin 6W]
Mrs B Quinn\n[12 Shandon Row,\nCork,\nT23 W8P4]
[Flat 2/2 118 Byres Rd Glasgow G12 8TB]
[First Floor Flat, 8 Cotham Brow, Bristol BS6 6AE]
[Ground Floor, 9 Exmouth Market, London, EC1R 4QL]
[The Bungalow, Station Approach, Wadhurst TN5 6QZ]
[1 & 2 Smithy Cottages, Tarporley, Cheshire CW6 0AA]
Care home: lives at [Oakdene, 67 London Road, Chippenham]
[Apartment 1402, 3 Pan Peninsula Square, Canary Wharf, London E14 9HN]
House is [34 Coed Y Bryn, Mold, Flintshire, CH7 1TN].
[1024 E. 53rd St. #2R, Chicago, Ill. 60615]
[3301 Route 9W, Newburgh, NY 12550]
[N6754 County Hwy M, Holmen, WI 54636]
[850 S. Flower St., Los Angeles CA]
[14855 Preston Rd\nSuite 110\nDallas TX 75254]
[120 W. 3rd Street, Davenport, Iowa 52801]
[P O Box 9, Elko NV 89803]
[15 Lake Shore Dr., Unit 7, Burlington VT 05401]
my addr: [402 w pine st apt 6, missoula mt 59802]
its [9 victoria road, stockport sk3 9qz] thx
can you send it to [55 king st w, hamilton, on l8p 1a2]?
i'm at [3 hawthorn ave]
My address is [61 Cavendish Road, Birmingham].
I was born in [Ludlow], grew up in [Hereford] and now work in [Cheltenham].
Patient is from [El Paso].
28F from [Wichita], G2P1
Mr Khan, from [Bradford], says
Occupation: baker from [Truro]
Town/City: [Nelson]
Hometown: [Ballina]
Place of residence: [Rockhampton]
Suburb: [Glenelg]
Postal code: [T2P 1J9]
Post code - [CF10 1EP]
Zip/Postal: [33134]
Pincode [110016]
EIRCODE [T12 AB34]
Risk address: [41 Harrow View, Harrow HA1 1RG]
Parked on [Grafton Road] when it was hit.
She fell outside her home on [Albert Street].
The theft at [5 Dock Road, Tilbury] was reported.
Visits her sister in [Margate].
His family is in [Karachi].
She recently moved here from [Wellington].
Referred from home, [12 Yew Tree Walk].
Branch nearest to [Fulham SW6 1AA]
Emigrated from [Kingston] in 1962.
Collect from [6 The Crescent, Taunton TA1 4EA]
[14 Main Street\nGorey\nCo. Wexford]\n\nRe: policy
Client: Jo Hale, [210 Kent Avenue, Kitchener ON N2G 3R3], born 1970
Address Line 1: [8 Tern Way]\nAddress Line 2: [Gosport]\nPostcode: [PO12 1AB]
Street: [12 Hauptweg]\nCity: [Windhoek]
Registered at [33 Cowgate, Dundee, DD1 2HS].
lives near [Skipton].
staying with her aunt in [Whitby]
{"name": "T. Vale", "address": "[14 Rowan Drive, Kendal LA9 5QR]", "age": 40}
| Jo Fenn | [3 Quarry Lane, Matlock DE4 3PT] | 1970 |
Jo Fenn,"[3 Quarry Lane, Matlock, DE4 3PT]",1970
<address>[27 Weir Road, Otley LS21 1AB]</address>
Agent: And the postcode?\nCustomer: [LS21 1AB]
Agent: Where do you live?\nCustomer: [21 Hazel Court, Flat 4, Dundee]
User: hi i live at [flat 3 27 weir road otley ls21 1ab] my boiler broke
User: my house at [6 quarry lane] got flooded
User: im at [12 the avenue, southampton so17 1xg]
ADDRESS [1420 N MAPLE AVE APT 4B DAYTON OH 45402] PHONE 937 555 0100
Home address - [8 Fernleigh, Cobh, Co. Cork]
Patient Address: [House No. 21, Street 5, Model Town, Ludhiana, Punjab 141002]
D Costa, residing at [Flat No. 5, B Wing, Sea Breeze CHS, Carter Road, Bandra (W), Mumbai - 400050] applies.
She lives at [Vill. Rampur, P.O. Barh, Dist. Patna 803213].
Resident of [Sector 15, Rohini, Delhi 110089]
[7th Floor, Cyber Towers, HITEC City, Hyderabad 500081]
Sent by courier to [Suite 12/340 Pacific Highway, Crows Nest NSW 2065]
[Lot 7 Old Coach Road, Maleny QLD 4552]
[12-14 Smith St, Collingwood, Vic. 3066]
The rental, [32B Chatswood Avenue, Chatswood, NSW, 2067], is vacant.
Vendor: [PO Box 12, Station Main, Kelowna, BC V1Y 7N3]
Ship to: [2045 boul. Saint-Laurent, Montreal, QC, H2X 2T3]
[100 Main Street, Apartment 2-B, Ithaca, New York 14850]
[6700 N. Oracle Rd., Ste. 240, Tucson, AZ 85704]
[2 Elm Street]\nDOB: 01/02/1950
Lives: [Falkirk]. Works: shop.
Lives - [Montrose], with wife
Current residence: [Duluth, MN]
Patient from [Minot, ND] presents with cough.
Client lives in the [Wirral].
The family moved to [Ashby-de-la-Zouch] when he was five.
She was raised in [Corpus Christi] and studied law.
now living in sheltered housing in [Redcar]
lives in a flat on [Denmark Hill]
Lives alone in a bungalow in [Rhyl].
Living with parents in [Slough].
He owns a house in [Fargo].
Previously lived at [40 Newgate, Barnard Castle, County Durham, DL12 8NG]
Statement of J. Peel of [2 Beck Side, Cartmel, Grange-over-Sands LA11 7SE]
Moved from [12 Ivy Road] to [9 Larch Way] in June.
The deceased, late of [17 Chapel Row, Penzance], died
address is [43, Dunmore Park, Kilkenny]
addresses: (1) [5 Hope St, Wigan] (2) [8 Cross St, Leigh]
From: [25 Ladysmith Road, Exeter]
old address [25 Ladysmith Road], new address [9 Pinhoe Road]
The mortgage on [9 Pinhoe Road, Exeter] was approved.
I used to live at number [9 Pinhoe Road]
He is registered at [9 Pinhoe Road] and is 70.
visited at home ([9 Pinhoe Rd])
Area code and zip [30309]
Postcode: [BT7 1NN]
Postcode [3121]
Customer in [D04 V2N9] area
Patient is a 47-year-old woman who lives in [Burnley] with her two children.
He resides at [118 Linden Street, Apt 5, Worcester, MA 01605].
Social history: retired, lives by herself at [4 Hollyhock Lane, Tewkesbury GL20 5RT].
She was brought in by ambulance from her home at [29 Corporation Street, Preston].
Discharge to own home: [56 Abbots Way, Kettering, NN15 6QE].
Ms. Carla Mendes\n[7712 Sycamore Bluff Drive\nSan Antonio, TX 78250]\n\nDear Ms. Mendes:
Name: A Bren\nDOB: 04/05/1981\nAddress: [22 Willow Park, Athlone, Co. Westmeath, N37 X6Y2]\nTel: 085
Name: R Iyer\nAddress: [Flat 302, Lotus Apartments, 14th Main Road, HSR Layout, Bengaluru 560102]\nTel: 98450
Address: [Flat C, 21/F, Tower 2, Park Central, 9 Tong Tak Street, Tseung Kwan O, Hong Kong]
Please update my mailing address to [5580 Riverbend Rd NW, Edmonton, AB T6H 5B6].
I have moved to [3/118 Beaufort Street, Mount Lawley WA 6050] and need a new card.
The account holder's registered address is [71 Marlborough Road, Swindon, SN3 1QJ].
Statement address: [Apartment 4, 215 Albert Road, Southsea, PO4 0JT]
The policyholder, residing at [830 Cottonwood Court, Loveland, CO 80538], reported hail damage.
The vehicle was stolen from outside [15 Nelson Road, Great Yarmouth].
Accident location: [1900 block of Harbor Blvd, Costa Mesa, CA]
Loss at [11 Pine Crescent, Moncton, NB E1C 4K6] on 2 Feb.
hi, just moved to [peterborough], need new gp
can you send someone to [48 mill road, royston sg8 7ab]
my address is [14 birch avenue, leeds]
yes its [702 elm st, apt 9, peoria il 61602]
my new place is [33 sandpiper way, exmouth]
[33 Sandpiper Way, Exmouth EX8 4QR] is the right address
Can you post it to [PO Box 940, Invercargill]?
Send cheques to [P.O. Box 5512, Cedar Rapids, IA 52406].
His parents moved from [Multan] to [Bradford] in 1965.
I grew up in [Oban].
Born and raised in [Shreveport].
Birthplace: [Port of Spain]
Native of [Mombasa].
A 70-year-old gentleman from [Paisley] attended today.
Customer from [Lincoln] called about a loan.
Home address: [Tigh Mor, Bridge of Orchy, Argyll PA36 4AD]
Address: [Brynteg, Llanrwst, Conwy LL26 0AB]
Address: [Drumhallagh, Rathmullan, Co. Donegal F92 AB12]
Flat above shop: [8A Market Place, Wells BA5 2RF]
Next of kin: Peter Nowak (son), [19 Kingfisher Drive, Goole DN14 6XB], tel 01405 555010
Emergency contact: Mary Lund, [2457 Highland Ave, Duluth, MN 55811], 218-555-0107
Beneficiary: Ann Frost, [52 Quay Street, Ipswich].
Witness address: [130 Rideau Street, Kingston, Ontario K7K 2Z4]
Employer: Baxter Mills, [1 Loom Street, Ancoats, Manchester M4 6AN]
City: [Waterloo], Province: ON, Postal Code: [N2L 3G1]
Address line 1 [90 Foss Road]\nTown [Malton]\nPostcode [YO17 7AB]
Town: [Stornoway]
Seen at home today at [7 Dovecote Close].
Nurse visited [41 Priory Street, Carmarthen].
Meals delivered to [41 Priory Street].
Works night shifts in [Daventry].
Commutes to work from [Didcot].
Her mother lives in [Port Talbot], her father in [Neath].
She lives with her son in [Truro].
Originally from [Kraków], she speaks Polish.
Mr Hall lives at [No. 3, Sea Lane, Ferring, West Sussex BN12 5HB].
Mortgage property: [Plot 7, Meadow View, Uckfield, East Sussex TN22 1AB]
Property: [Lot 18, Section 4, 22 Banksia Drive, Byron Bay NSW 2481]
Site visit: [The Stables, Manor Farm, Long Compton, Shipston-on-Stour CV36 5JJ]
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
