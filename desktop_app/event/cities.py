"""Big cities that no time zone is named after, and names by which people look for those that have one.

A line is a country's ISO 3166 code, a zone, and its cities, the most looked-for first. After "=" stand other names of a
city: its own language's, an older one, one without accents where folding does not lead there. Written for Foyer; a test
checks every code and zone.
"""

CITIES = """
US America/New_York: New York=NYC/Manhattan/Brooklyn; Washington, D.C.=Washington DC; Boston=Massachusetts
US America/New_York: Philadelphia=Pennsylvania; Atlanta; Miami=Florida; Orlando; Tampa; Charlotte=North Carolina
US America/New_York: Raleigh; Pittsburgh; Baltimore=Maryland; Columbus=Ohio; Cleveland; Cincinnati; Buffalo
US America/New_York: Jacksonville; Richmond=Virginia; Hartford=Connecticut; Providence=Rhode Island; Newark=New Jersey
US America/New_York: Princeton; Portland, Maine=Maine; Burlington=Vermont; Charleston=South Carolina
US America/New_York: Wilmington=Delaware
US America/Chicago: Chicago=Illinois; Dallas=Texas; Houston; Austin; San Antonio; Fort Worth; Minneapolis=Minnesota
US America/Chicago: St. Louis=Saint Louis/Missouri; Kansas City=Kansas; Nashville=Tennessee; Memphis; Tulsa
US America/Chicago: New Orleans=Louisiana; Milwaukee=Wisconsin; Madison; Oklahoma City=Oklahoma; Omaha=Nebraska
US America/Chicago: Birmingham, Alabama=Alabama; Des Moines=Iowa; Little Rock=Arkansas; Jackson=Mississippi
US America/Denver: Denver=Colorado; Salt Lake City=Utah; Albuquerque=New Mexico; Santa Fe; Boulder; Colorado Springs
US America/Denver: El Paso; Billings=Montana; Cheyenne=Wyoming
US America/Los_Angeles: Los Angeles=LA/California; San Francisco=SF; Seattle=Washington State; San Diego; San Jose
US America/Los_Angeles: Portland=Portland, Oregon/Oregon; Las Vegas=Nevada; Sacramento; Oakland
US America/Los_Angeles: Palo Alto=Silicon Valley; Mountain View; Redmond; Cupertino; Reno; Spokane
US America/Phoenix: Phoenix=Arizona; Tucson; Scottsdale
US America/Detroit: Detroit=Michigan; Ann Arbor; Grand Rapids
US America/Indiana/Indianapolis: Indianapolis=Indiana
US America/Kentucky/Louisville: Louisville=Kentucky
US America/Boise: Boise=Idaho
US America/Anchorage: Anchorage=Alaska; Fairbanks
US Pacific/Honolulu: Honolulu=Hawaii
CA America/Toronto: Toronto=Ontario; Montreal=Montréal/Quebec; Ottawa; Quebec City=Québec; Hamilton; Waterloo
CA America/Toronto: Mississauga; Brampton
CA America/Vancouver: Vancouver=British Columbia; Victoria
CA America/Edmonton: Edmonton=Alberta; Calgary
CA America/Regina: Regina; Saskatoon
CA America/Winnipeg: Winnipeg
CA America/Halifax: Halifax
CA America/St_Johns: St. John's=Newfoundland
MX America/Mexico_City: Mexico City=Ciudad de México/CDMX; Guadalajara; Puebla; León
MX America/Monterrey: Monterrey
MX America/Tijuana: Tijuana
BR America/Sao_Paulo: São Paulo; Rio de Janeiro; Brasília=Brasilia; Belo Horizonte; Curitiba; Porto Alegre
BR America/Sao_Paulo: Florianópolis; Campinas
BR America/Bahia: Salvador
BR America/Fortaleza: Fortaleza; Natal
BR America/Manaus: Manaus
AR America/Argentina/Buenos_Aires: Buenos Aires; La Plata; Mar del Plata
AR America/Argentina/Cordoba: Córdoba; Rosario
CL America/Santiago: Santiago; Valparaíso; Concepción
CO America/Bogota: Bogotá; Medellín; Cali; Barranquilla; Cartagena
PE America/Lima: Lima; Arequipa; Cusco
VE America/Caracas: Caracas; Maracaibo
EC America/Guayaquil: Guayaquil; Quito
BO America/La_Paz: La Paz; Santa Cruz de la Sierra
UY America/Montevideo: Montevideo
CR America/Costa_Rica: San José
PA America/Panama: Panama City
CU America/Havana: Havana=La Habana
DO America/Santo_Domingo: Santo Domingo
PR America/Puerto_Rico: San Juan
NI America/Managua: Managua
HN America/Tegucigalpa: Tegucigalpa; San Pedro Sula
SV America/El_Salvador: San Salvador
TT America/Port_of_Spain: Port of Spain
JM America/Jamaica: Kingston
BS America/Nassau: Nassau
GB Europe/London: London; Manchester; Birmingham; Edinburgh; Glasgow; Liverpool; Leeds; Bristol; Cambridge; Oxford
GB Europe/London: Belfast; Cardiff; Sheffield; Newcastle; Nottingham
IE Europe/Dublin: Dublin; Cork; Galway
FR Europe/Paris: Paris; Lyon; Marseille; Toulouse; Nice; Bordeaux; Strasbourg; Lille; Nantes; Montpellier; Grenoble
DE Europe/Berlin: Berlin; Munich=München/Muenchen; Hamburg; Frankfurt; Cologne=Köln/Koeln; Stuttgart; Leipzig; Dresden
DE Europe/Berlin: Düsseldorf=Duesseldorf; Hanover=Hannover; Nuremberg=Nürnberg/Nuernberg; Bremen; Bonn; Karlsruhe
DE Europe/Berlin: Mannheim; Heidelberg; Dortmund; Essen; Münster=Muenster; Freiburg; Aachen; Walldorf
CH Europe/Zurich: Zurich=Zürich/Zuerich; Geneva=Genève/Genf; Basel; Bern; Lausanne; Lucerne=Luzern; Lugano; Davos
AT Europe/Vienna: Vienna=Wien; Salzburg; Graz; Innsbruck; Linz
NL Europe/Amsterdam: Amsterdam; Rotterdam; The Hague=Den Haag; Utrecht; Eindhoven; Groningen
BE Europe/Brussels: Brussels=Bruxelles/Brussel; Antwerp=Antwerpen/Anvers; Ghent=Gent/Gand; Leuven; Liège
LU Europe/Luxembourg: Luxembourg
ES Europe/Madrid: Madrid; Barcelona; Valencia; Seville=Sevilla; Bilbao; Málaga; Zaragoza; Palma
ES Atlantic/Canary: Las Palmas; Tenerife=Santa Cruz de Tenerife
PT Europe/Lisbon: Lisbon=Lisboa; Porto=Oporto; Braga; Coimbra
IT Europe/Rome: Rome=Roma; Milan=Milano; Turin=Torino; Naples=Napoli; Florence=Firenze; Venice=Venezia; Bologna
IT Europe/Rome: Genoa=Genova; Palermo; Verona; Trieste; Pisa
DK Europe/Copenhagen: Copenhagen=København; Aarhus=Århus; Odense
SE Europe/Stockholm: Stockholm; Gothenburg=Göteborg; Malmö; Uppsala; Lund
NO Europe/Oslo: Oslo; Bergen; Trondheim; Stavanger
FI Europe/Helsinki: Helsinki=Helsingfors; Espoo; Tampere; Turku; Oulu
IS Atlantic/Reykjavik: Reykjavík
PL Europe/Warsaw: Warsaw=Warszawa; Kraków=Cracow; Wrocław; Gdańsk; Poznań; Łódź; Katowice
CZ Europe/Prague: Prague=Praha; Brno; Ostrava
SK Europe/Bratislava: Bratislava; Košice
HU Europe/Budapest: Budapest; Debrecen
RO Europe/Bucharest: Bucharest=București; Cluj-Napoca; Timișoara; Iași
BG Europe/Sofia: Sofia=София; Plovdiv; Varna
GR Europe/Athens: Athens=Athína/Αθήνα; Thessaloniki
HR Europe/Zagreb: Zagreb; Split; Dubrovnik
RS Europe/Belgrade: Belgrade=Beograd; Novi Sad
SI Europe/Ljubljana: Ljubljana
BA Europe/Sarajevo: Sarajevo
MK Europe/Skopje: Skopje
AL Europe/Tirane: Tirana
UA Europe/Kyiv: Kyiv=Kiev/Київ; Lviv; Odesa=Odessa; Kharkiv; Dnipro
EE Europe/Tallinn: Tallinn; Tartu
LV Europe/Riga: Riga
LT Europe/Vilnius: Vilnius; Kaunas
BY Europe/Minsk: Minsk
RU Europe/Moscow: Moscow=Moskva/Москва; Saint Petersburg=St. Petersburg/Санкт-Петербург; Kazan; Nizhny Novgorod; Sochi
TR Europe/Istanbul: Istanbul=İstanbul; Ankara; Izmir=İzmir; Antalya
IL Asia/Jerusalem: Jerusalem; Tel Aviv; Haifa
AE Asia/Dubai: Dubai; Abu Dhabi; Sharjah
SA Asia/Riyadh: Riyadh; Jeddah; Mecca; Dhahran
QA Asia/Qatar: Doha
KW Asia/Kuwait: Kuwait City
BH Asia/Bahrain: Manama
OM Asia/Muscat: Muscat
IR Asia/Tehran: Tehran; Isfahan; Shiraz
IQ Asia/Baghdad: Baghdad; Erbil
JO Asia/Amman: Amman
LB Asia/Beirut: Beirut
GE Asia/Tbilisi: Tbilisi
AM Asia/Yerevan: Yerevan
AZ Asia/Baku: Baku
KZ Asia/Almaty: Almaty; Astana=Nur-Sultan; Shymkent
UZ Asia/Tashkent: Tashkent
IN Asia/Kolkata: Mumbai=Bombay; New Delhi=Delhi; Bangalore=Bengaluru; Kolkata=Calcutta; Chennai=Madras; Hyderabad; Pune
IN Asia/Kolkata: Ahmedabad; Gurgaon=Gurugram; Noida; Jaipur; Kochi=Cochin; Lucknow; Surat; Chandigarh; Indore; Goa
PK Asia/Karachi: Karachi; Lahore; Islamabad; Rawalpindi
BD Asia/Dhaka: Dhaka=Dacca; Chittagong=Chattogram
LK Asia/Colombo: Colombo
NP Asia/Kathmandu: Kathmandu
AF Asia/Kabul: Kabul
CN Asia/Shanghai: Beijing=Peking/北京; Shanghai=上海; Shenzhen=深圳; Guangzhou=Canton/广州; Hangzhou; Chengdu
CN Asia/Shanghai: Wuhan; Nanjing; Tianjin; Chongqing; Xi'an; Suzhou; Qingdao; Dalian; Xiamen
HK Asia/Hong_Kong: Hong Kong=香港; Kowloon
TW Asia/Taipei: Taipei=台北; Kaohsiung; Taichung; Hsinchu
JP Asia/Tokyo: Tokyo=東京; Osaka=大阪; Kyoto=京都; Nagoya; Yokohama; Fukuoka; Sapporo; Kobe; Hiroshima; Sendai
KR Asia/Seoul: Seoul=서울; Busan=Pusan; Incheon; Daejeon; Daegu
SG Asia/Singapore: Singapore
MY Asia/Kuala_Lumpur: Kuala Lumpur=KL; Penang=George Town; Johor Bahru
TH Asia/Bangkok: Bangkok; Chiang Mai; Phuket
VN Asia/Ho_Chi_Minh: Ho Chi Minh City=Saigon; Hanoi; Da Nang
ID Asia/Jakarta: Jakarta; Bandung; Surabaya; Yogyakarta; Medan
ID Asia/Makassar: Denpasar=Bali; Makassar
PH Asia/Manila: Manila; Quezon City; Cebu; Davao; Makati
KH Asia/Phnom_Penh: Phnom Penh
MM Asia/Yangon: Yangon=Rangoon
EG Africa/Cairo: Cairo=Al-Qahira; Alexandria; Giza
ZA Africa/Johannesburg: Johannesburg; Cape Town; Durban; Pretoria
NG Africa/Lagos: Lagos; Abuja; Ibadan; Kano
KE Africa/Nairobi: Nairobi; Mombasa
ET Africa/Addis_Ababa: Addis Ababa
GH Africa/Accra: Accra; Kumasi
CI Africa/Abidjan: Abidjan
SN Africa/Dakar: Dakar
MA Africa/Casablanca: Casablanca; Rabat; Marrakesh=Marrakech; Tangier; Fez
DZ Africa/Algiers: Algiers=Alger; Oran
TN Africa/Tunis: Tunis
TZ Africa/Dar_es_Salaam: Dar es Salaam; Dodoma; Zanzibar
UG Africa/Kampala: Kampala
RW Africa/Kigali: Kigali
ZM Africa/Lusaka: Lusaka
ZW Africa/Harare: Harare
CM Africa/Douala: Douala; Yaoundé
CD Africa/Kinshasa: Kinshasa
AO Africa/Luanda: Luanda
MU Indian/Mauritius: Port Louis
AU Australia/Sydney: Sydney; Canberra; Newcastle, NSW; Wollongong
AU Australia/Melbourne: Melbourne; Geelong
AU Australia/Brisbane: Brisbane; Gold Coast; Cairns
AU Australia/Perth: Perth; Fremantle
AU Australia/Adelaide: Adelaide
AU Australia/Hobart: Hobart
AU Australia/Darwin: Darwin
NZ Pacific/Auckland: Auckland; Wellington; Christchurch; Dunedin; Hamilton, Waikato
FJ Pacific/Fiji: Suva
"""

ABBREVIATIONS = {
    "UTC": ("UTC",),
    "Z": ("UTC",),
    "Zulu": ("UTC",),
    "GMT": ("Europe/London", "UTC"),
    "BST": ("Europe/London",),
    "WET": ("Europe/Lisbon",),
    "WEST": ("Europe/Lisbon",),
    "CET": ("Europe/Berlin", "Europe/Paris"),
    "CEST": ("Europe/Berlin", "Europe/Paris"),
    "MEZ": ("Europe/Berlin",),
    "MESZ": ("Europe/Berlin",),
    "EET": ("Europe/Athens", "Europe/Helsinki"),
    "EEST": ("Europe/Athens", "Europe/Helsinki"),
    "MSK": ("Europe/Moscow",),
    "TRT": ("Europe/Istanbul",),
    "ET": ("America/New_York",),
    "EST": ("America/New_York",),
    "EDT": ("America/New_York",),
    "Eastern Time": ("America/New_York", "America/Toronto"),
    "CT": ("America/Chicago",),
    "CST": ("America/Chicago", "Asia/Shanghai"),
    "CDT": ("America/Chicago",),
    "Central Time": ("America/Chicago", "America/Winnipeg"),
    "MT": ("America/Denver",),
    "MST": ("America/Denver", "America/Phoenix"),
    "MDT": ("America/Denver",),
    "Mountain Time": ("America/Denver", "America/Edmonton"),
    "PT": ("America/Los_Angeles",),
    "PST": ("America/Los_Angeles",),
    "PDT": ("America/Los_Angeles",),
    "Pacific Time": ("America/Los_Angeles", "America/Vancouver"),
    "AKST": ("America/Anchorage",),
    "AKDT": ("America/Anchorage",),
    "HST": ("Pacific/Honolulu",),
    "AST": ("America/Halifax",),
    "ADT": ("America/Halifax",),
    "Atlantic Time": ("America/Halifax",),
    "NST": ("America/St_Johns",),
    "NDT": ("America/St_Johns",),
    "BRT": ("America/Sao_Paulo",),
    "ART": ("America/Argentina/Buenos_Aires",),
    "CLT": ("America/Santiago",),
    "COT": ("America/Bogota",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "PKT": ("Asia/Karachi",),
    "NPT": ("Asia/Kathmandu",),
    "GST": ("Asia/Dubai",),
    "AST Arabia": ("Asia/Riyadh",),
    "ICT": ("Asia/Bangkok",),
    "WIB": ("Asia/Jakarta",),
    "PHT": ("Asia/Manila",),
    "SGT": ("Asia/Singapore",),
    "MYT": ("Asia/Kuala_Lumpur",),
    "HKT": ("Asia/Hong_Kong",),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "AWST": ("Australia/Perth",),
    "ACST": ("Australia/Adelaide",),
    "ACDT": ("Australia/Adelaide",),
    "AEST": ("Australia/Sydney", "Australia/Brisbane"),
    "AEDT": ("Australia/Sydney", "Australia/Melbourne"),
    "NZST": ("Pacific/Auckland",),
    "NZDT": ("Pacific/Auckland",),
    "SAST": ("Africa/Johannesburg",),
    "EAT": ("Africa/Nairobi",),
    "WAT": ("Africa/Lagos",),
    "CAT": ("Africa/Harare",),
}
"""What people type for a zone. Several zones share some letters: the one that most people mean stands first."""

COUNTRIES = {
    "AE": "United Arab Emirates=UAE/Emirates",
    "BA": "Bosnia and Herzegovina",
    "CD": "Congo (Kinshasa)=DRC",
    "CG": "Congo (Brazzaville)",
    "CH": "Switzerland=Schweiz/Suisse/Svizzera",
    "CZ": "Czechia=Czech Republic",
    "DE": "Germany=Deutschland",
    "ES": "Spain=España",
    "FR": "France",
    "GB": "United Kingdom=UK/Great Britain/England/Scotland/Wales/Northern Ireland",
    "IT": "Italy=Italia",
    "JP": "Japan=Nippon/日本",
    "KP": "North Korea",
    "KR": "South Korea=Korea",
    "MM": "Myanmar=Burma",
    "NL": "Netherlands=Holland/Nederland",
    "AT": "Austria=Österreich",
    "PL": "Poland=Polska",
    "AS": "American Samoa",
    "WS": "Samoa",
    "TR": "Türkiye=Turkey",
    "US": "United States=USA/US/America",
    "VG": "British Virgin Islands",
    "VI": "US Virgin Islands",
    "BR": "Brazil=Brasil",
    "CN": "China=中国/PRC",
    "MF": "Saint Martin",
    "SX": "Sint Maarten",
}
"""Countries whose name in the zone database is no everyday one, or that have others."""

LABELS = {
    "America/Argentina/Cordoba": "Córdoba",
    "America/Argentina/Rio_Gallegos": "Río Gallegos",
    "America/Argentina/Tucuman": "Tucumán",
    "America/Asuncion": "Asunción",
    "America/Belem": "Belém",
    "America/Bogota": "Bogotá",
    "America/Cancun": "Cancún",
    "America/Cuiaba": "Cuiabá",
    "America/Curacao": "Curaçao",
    "America/Indiana/Knox": "Knox, Indiana",
    "America/Indiana/Marengo": "Marengo, Indiana",
    "America/Indiana/Petersburg": "Petersburg, Indiana",
    "America/Indiana/Tell_City": "Tell City, Indiana",
    "America/Indiana/Vevay": "Vevay, Indiana",
    "America/Indiana/Vincennes": "Vincennes, Indiana",
    "America/Indiana/Winamac": "Winamac, Indiana",
    "America/Kentucky/Monticello": "Monticello, Kentucky",
    "America/Mazatlan": "Mazatlán",
    "America/Merida": "Mérida",
    "America/North_Dakota/Beulah": "Beulah, North Dakota",
    "America/North_Dakota/Center": "Center, North Dakota",
    "America/North_Dakota/New_Salem": "New Salem, North Dakota",
    "America/Sao_Paulo": "São Paulo",
    "America/St_Johns": "St. John's",
    "Africa/Lome": "Lomé",
    "Africa/Ndjamena": "N'Djamena",
    "Africa/Sao_Tome": "São Tomé",
    "Antarctica/DumontDUrville": "Dumont d'Urville",
    "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
    "Asia/Qostanay": "Kostanay",
    "Asia/Urumqi": "Ürümqi",
    "Atlantic/Reykjavik": "Reykjavík",
    "Atlantic/St_Helena": "St. Helena",
    "America/St_Barthelemy": "St. Barthélemy",
    "America/St_Kitts": "St. Kitts",
    "America/St_Lucia": "St. Lucia",
    "America/St_Thomas": "St. Thomas",
    "America/St_Vincent": "St. Vincent",
    "Europe/Chisinau": "Chișinău",
    "Europe/Tirane": "Tirana",
    "Indian/Mahe": "Mahé",
    "Indian/Reunion": "Réunion",
    "Pacific/Noumea": "Nouméa",
}
"""Zones whose city is spelled otherwise than its last part."""
