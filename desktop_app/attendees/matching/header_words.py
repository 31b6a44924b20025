"""What lists call their columns, in the languages that they come in."""

from collections.abc import Mapping
from enum import StrEnum


class Extra(StrEnum):
    """What a ticket may say beyond e-mail and name, by Zoom's names (create-tickets reference), and its ticket type."""

    ORGANIZATION = "organization"
    JOB_TITLE = "job_title"
    PHONE = "phone"
    ADDRESS = "address"
    CITY = "city"
    STATE = "state"
    ZIP = "zip"
    COUNTRY = "country"
    INDUSTRY = "industry"
    ORGANIZATION_SIZE = "organization_size"
    COMMENTS = "comments"
    TICKET_TYPE = "ticket_type"


class Meaning(StrEnum):
    """What a column is called. NAME is a full name, or a part of one if another column holds the other part."""

    EMAIL = "email"
    FIRST = "first"
    LAST = "last"
    FULL = "full"
    NAME = "name"
    NAME_OR_FIRST = "name_or_first"
    NAME_OR_LAST = "name_or_last"


MEANING_WORDS: Mapping[Meaning, str] = {
    Meaning.EMAIL: """
        email|e mail|mail|email address|e mail address|mail address|emailaddress|email id|emails|work email|
        business email|company email|primary email|contact email|attendee email|guest email|participant email|
        user email|your email|email 1|e mail 1|email 1 value|e mail 1 value|address email|
        mailadresse|e mail adresse|email adresse|emailadresse|mail adresse|elektronische adresse|e post|epost|
        e mail geschaftlich|
        courriel|adresse e mail|adresse email|adresse mail|adresse de courriel|adresse electronique|
        adresse courriel|couriel|mel|e mail professionnel|email professionnel|
        correo|correo electronico|direccion de correo|direccion de correo electronico|direccion de email|
        direccion email|e mail de contacto|
        correio eletronico|correio electronico|endereco de email|endereco de e mail|endereco de correio eletronico|
        posta elettronica|indirizzo email|indirizzo e mail|indirizzo mail|indirizzo di posta elettronica|
        mailadres|e mailadres|emailadres|e mail adres|email adres|
        adres email|adres e mail|adres poczty elektronicznej|poczta elektroniczna|poczta|
        メール|メールアドレス|eメール|電子メール|電子メールアドレス|eメールアドレス|email アドレス|
        邮箱|邮箱地址|电子邮箱|电子邮件|电子邮件地址|电邮|邮件|邮件地址|郵箱|電子郵件|電子信箱|電郵|電子郵件地址|信箱|
        이메일|이메일 주소|메일|전자우편|메일 주소|
        e postadress|epostadress|e post adresse|epostadresse|mejl|mejladress|sahkoposti|sahkopostiosoite|
        e posta|eposta|e posta adresi|eposta adresi|e mailova adresa|emailova adresa|e mail cim|email cim|
        adresa de e mail|adresa de email|adresa e mail|e pasts|el pastas|
        почта|электронная почта|адрес электронной почты|эл почта|имейл|пошта|електронна пошта|
        ηλεκτρονικο ταχυδρομειο|ηλεκτρονικη διευθυνση|דואר אלקטרוני|אימייל|מייל|البريد الإلكتروني|بريد إلكتروني|الايميل
    """,
    Meaning.FIRST: """
        first name|firstname|first|given name|givenname|given names|first names|forename|forenames|christian name|
        fname|f name|name first|attendee first name|guest first name|participant first name|contact first name|
        vorname|vornamen|rufname|
        prenom|prenoms|
        nombre de pila|primer nombre|nombres|
        primeiro nome|nome proprio|nome de batismo|
        nome di battesimo|
        voornaam|roepnaam|voornamen|
        imie|imiona|pierwsze imie|
        名|下の名前|ファーストネーム|名 first name|
        名字 first name|given name 名|
        fornavn|fornamn|tilltalsnamn|etunimi|jmeno|krestni jmeno|keresztnev|utonev|prenume|krstne meno|ime|
        ad|adi|adiniz|isim|vards|vardas|eesnimi|
        имя|ім я|име|ονομα|שם פרטי|الاسم الأول|الاسم الاول
    """,
    Meaning.LAST: """
        last name|lastname|last|surname|family name|familyname|family names|last names|lname|l name|name last|
        second name|attendee last name|guest last name|participant last name|contact last name|
        nachname|nachnamen|familienname|zuname|
        nom de famille|nom famille|patronyme|
        apellido|apellidos|primer apellido|1er apellido|apellido 1|apellido paterno|
        sobrenome|apelido|apelidos|ultimo nome|nome de familia|
        cognome|cognomi|
        achternaam|familienaam|
        nazwisko|nazwiska|
        姓|氏|名字 姓|苗字|ラストネーム|姓氏|성|성씨|
        etternavn|efternavn|efternamn|sukunimi|prijmeni|priezvisko|vezeteknev|csaladnev|nume de familie|prezime|priimek|
        soyad|soyadi|soyadiniz|soyisim|uzvards|pavarde|perekonnanimi|perenimi|
        фамилия|прізвище|презиме|επωνυμο|επιθετο|שם משפחה|اسم العائلة|اللقب|الكنية
    """,
    Meaning.FULL: """
        full name|fullname|complete name|display name|displayname|attendee name|guest name|participant name|
        contact name|first and last name|first name last name|first last|name surname|name and surname|
        first name and last name|first name surname|your name|person|user name original name|
        vor nachname|vor und zuname|vor zuname|vollstandiger name|vor und nachname|
        vorname nachname|vorname und nachname|name vorname|nachname vorname|
        vorname name|ganzer name|anzeigename|teilnehmer|teilnehmername|
        nom complet|nom et prenom|prenom et nom|nom prenom|prenom nom|participant|
        nombre completo|nombre y apellido|nombre y apellidos|apellidos y nombre|apellido y nombre|participante|
        nome completo|nome e sobrenome|nome e apelido|
        nome e cognome|cognome e nome|nome cognome|cognome nome|nominativo|partecipante|
        volledige naam|deelnemer|voor en achternaam|voor achternaam|voornaam achternaam|
        imie i nazwisko|nazwisko i imie|imie nazwisko|pelne imie i nazwisko|uczestnik|
        氏名|お名前|姓名|フルネーム|参加者|参加者名|ご氏名|社員名|職員名|担当者名|会員名|生徒名|学生名|受講者名|申込者名|出席者名|
        全名|中文名|中文姓名|参会者|參加者|联系人|성명|참가자|참석자|
        fullt navn|fulde navn|navn|fullstandigt namn|for och efternamn|namn|koko nimi|
        jmeno a prijmeni|cele jmeno|teljes nev|meno a priezvisko|ime i prezime|nume complet|nume si prenume|
        ad soyad|adi soyadi|isim soyisim|фио|полное имя|имя и фамилия|фамилия и имя|фамилия имя|
        фамилия имя отчество|піб|ονοματεπωνυμο|שם מלא|الاسم الكامل|الاسم
    """,
    Meaning.NAME: """
        name|names|naam|naam deelnemer|attendee|guest|名称|名字|姓 名|nimi|nev|שם|
        wie heissen sie|wie heisst du|comment vous appelez vous|hoe heet u|hoe heet je|jak sie nazywasz
    """,
    Meaning.NAME_OR_FIRST: """
        nombre|nome|meno|名前|이름|
        como te llamas|como se llama|como se llama usted|come ti chiami|come si chiama
    """,
    Meaning.NAME_OR_LAST: "nom|name nachname|nume|nom du participant",
}

EXTRA_WORDS: Mapping[Extra, str] = {
    Extra.ORGANIZATION: """
        organization|organisation|company|company name|organization name|organisation name|employer|org|business|
        business name|account name|institution|institute|university|school|firm|affiliation|
        firma|firmenname|unternehmen|institution|arbeitgeber|einrichtung|verein|
        entreprise|societe|nom de l entreprise|employeur|etablissement|organisme|structure|
        empresa|organizacion|compania|nombre de la empresa|institucion|
        empresa|organizacao|companhia|nome da empresa|instituicao|
        azienda|societa|organizzazione|ente|ragione sociale|istituzione|
        bedrijf|bedrijfsnaam|organisatie|werkgever|instelling|
        firma|organizacja|nazwa firmy|przedsiebiorstwo|instytucja|
        会社|会社名|組織|組織名|所属|勤務先|企業名|法人名|団体名|御社名|貴社名|
        公司|公司名称|单位|组织|机构|企业|工作单位|公司名稱|單位|組織名稱
    """,
    Extra.JOB_TITLE: """
        job title|jobtitle|title|position|role|job|job role|job position|occupation|profession|function|
        berufsbezeichnung|position|funktion|stelle|beruf|jobtitel|stellenbezeichnung|
        poste|fonction|titre du poste|intitule du poste|metier|profession|titre professionnel|
        cargo|puesto|puesto de trabajo|titulo del puesto|profesion|ocupacion|
        cargo|funcao|profissao|titulo do cargo|ocupacao|
        qualifica|posizione|ruolo|mansione|professione|titolo professionale|posizione lavorativa|
        functie|functietitel|beroep|functieomschrijving|
        stanowisko|stanowisko pracy|zawod|funkcja|
        役職|肩書|肩書き|職位|職種|部署 役職|
        职位|职务|职称|岗位|職位|職務|職稱|头衔
    """,
    Extra.PHONE: """
        phone|phone number|telephone|telephone number|tel|mobile|mobile phone|mobile number|cell|cell phone|
        cellphone|work phone|business phone|contact number|phone 1 value|
        telefon|telefonnummer|handy|handynummer|mobil|mobiltelefon|rufnummer|mobilnummer|tel nr|
        telephone|numero de telephone|portable|tel portable|mobile|telephone portable|
        telefono|numero de telefono|movil|celular|telefono movil|
        telefone|numero de telefone|telemovel|celular|
        telefono|numero di telefono|cellulare|
        telefoon|telefoonnummer|mobiel|mobiel nummer|
        telefon|numer telefonu|nr telefonu|komorka|telefon komorkowy|
        電話|電話番号|携帯|携帯電話|携帯番号|
        电话|电话号码|手机|手机号|手机号码|联系电话|電話號碼|手機|手機號碼
    """,
    Extra.ADDRESS: """
        address|street|street address|address line 1|address 1|postal address|mailing address|address 1 street|
        adresse|strasse|anschrift|strasse und hausnummer|strasse hausnummer|strasse nr|postanschrift|
        adresse|rue|adresse postale|numero et rue|
        direccion|calle|domicilio|direccion postal|
        endereco|rua|morada|logradouro|
        indirizzo|via|indirizzo postale|
        adres|straat|straatnaam|straat en huisnummer|
        adres|ulica|ulica i numer|adres pocztowy|
        住所|番地|ご住所|所在地|
        地址|街道|通讯地址|詳細地址|通訊地址
    """,
    Extra.CITY: """
        city|town|city town|suburb|city name|
        stadt|ort|wohnort|
        ville|commune|localite|
        ciudad|localidad|poblacion|municipio|
        cidade|localidade|municipio|
        citta|comune|localita|
        plaats|stad|woonplaats|
        miasto|miejscowosc|
        市|市区町村|都市|市町村|
        城市|市|所在城市
    """,
    Extra.STATE: """
        state|province|region|state province|state or province|county|state region|
        bundesland|land kanton|kanton|
        etat|departement|etat province|
        estado|provincia|comunidad autonoma|departamento|
        estado|distrito|uf|
        provincia|regione|stato provincia|
        provincie|
        wojewodztwo|stan|
        都道府県|県|州|
        省|省份|州|省市
    """,
    Extra.ZIP: """
        zip|zip code|zipcode|postal code|postcode|post code|zip postal code|postalcode|zip or postal code|
        plz|postleitzahl|
        code postal|cp|
        codigo postal|
        cep|codigo postal|
        cap|codice postale|codice di avviamento postale|
        postcode|
        kod pocztowy|kod|
        郵便番号|
        邮编|邮政编码|郵遞區號|郵政編碼
    """,
    Extra.COUNTRY: """
        country|country region|country code|country or region|nation|country name|
        land|staat|land region|
        pays|pays region|
        pais|pais region|pais o region|pais regiao|
        paese|nazione|stato|paese area geografica|
        land|land regio|
        kraj|panstwo|kraj region|
        国|国名|国籍|国 地域|
        国家|国家 地区|國家|国别
    """,
    Extra.INDUSTRY: """
        industry|sector|branch of industry|business sector|line of business|vertical|
        branche|industrie|wirtschaftszweig|
        secteur|secteur d activite|industrie|
        industria|sector|
        industria|setor|ramo|ramo de atividade|sector de atividade|
        settore|industria|
        bedrijfstak|branche|sector|
        branza|sektor|przemysl|
        業種|業界|産業|
        行业|产业|行業|所属行业
    """,
    Extra.ORGANIZATION_SIZE: """
        organization size|organisation size|company size|number of employees|employees|no of employees|headcount|
        unternehmensgrosse|mitarbeiterzahl|anzahl mitarbeiter|mitarbeiter|firmengrosse|
        taille de l entreprise|effectif|nombre d employes|nombre de salaries|
        tamano de la empresa|numero de empleados|empleados|
        tamanho da empresa|numero de funcionarios|funcionarios|
        dimensione azienda|dimensioni azienda|numero di dipendenti|dipendenti|
        bedrijfsgrootte|aantal medewerkers|aantal werknemers|
        wielkosc firmy|liczba pracownikow|
        従業員数|会社規模|企業規模|
        公司规模|员工人数|企业规模|員工人數
    """,
    Extra.COMMENTS: """
        questions and comments|questions comments|questions or comments|comments and questions|
        comments for the organizer|comments for the organiser|comments for organizer|comments for the host|
        message to the organizer|
        fragen und kommentare|fragen und anmerkungen|fragen kommentare|kommentare fur den veranstalter|
        anmerkungen fur den veranstalter|
        questions et commentaires|questions commentaires|commentaires pour l organisateur|
        preguntas y comentarios|comentarios para el organizador|
        perguntas e comentarios|comentarios para o organizador|
        domande e commenti|commenti per l organizzatore|
        vragen en opmerkingen|opmerkingen voor de organisator|
        pytania i komentarze|pytania i uwagi|uwagi dla organizatora|
        ご質問 ご意見|ご質問とコメント|質問とコメント|主催者へのコメント|
        问题和意见|问题和评论|问题与意见|給主辦方的留言|给主办方的留言
    """,
    Extra.TICKET_TYPE: """
        ticket type|ticket|ticket name|tickettype|pass type|registration type|admission|ticket category|
        ticketart|tickettyp|ticketkategorie|eintrittskarte|
        type de billet|billet|type de ticket|categorie de billet|
        tipo de entrada|entrada|tipo de boleto|tipo de ticket|
        tipo de ingresso|ingresso|tipo de bilhete|bilhete|
        tipo di biglietto|biglietto|
        tickettype|kaartsoort|soort ticket|type ticket|
        rodzaj biletu|typ biletu|bilet|
        チケット|チケット種別|チケットの種類|券種|
        门票类型|票种|票类|門票類型|票種
    """,
}

NOTES = """
        comments|comment|notes|note|remarks|remark|message|
        kommentar|kommentare|bemerkung|bemerkungen|anmerkung|anmerkungen|notiz|notizen|hinweis|
        commentaire|commentaires|remarque|remarques|observations|
        comentario|comentarios|observaciones|notas|
        comentario|comentarios|observacoes|notas|
        commento|commenti|osservazioni|
        opmerking|opmerkingen|commentaar|notitie|notities|
        komentarz|komentarze|uwagi|notatki|
        コメント|備考|メモ|ご質問|
        备注|评论|留言|備註|评语
    """
"""What lists call notes of their own, which are not for Zoom."""

INFIXES = """
    tussenvoegsel|tussenvoegsels|voorvoegsel|voorvoegsels|tussenv|namenszusatz|namensvorsatz|vorsatzwort|namensvorsatzwort|
    particule|particule nobiliaire
"""
"""What lists call the part of a last name that stands in front of it: "van der"."""

SECOND_LAST = "segundo apellido|2o apellido|2 apellido|2do apellido|apellido 2|apellido materno|segundo sobrenome"
"""What lists call the second of two last names."""

ASKING = """
    which what where is the name of your you do work for at with are joining from in please enter current currently
    represent live based a
    welche welcher welches welchem wie was ist der die das ihr ihre ihrer deine dein arbeiten sie du fur bei aus im
    quel quelle quels est le la votre vos dans pour travaillez vous de du nom
    cual que es el su tu en trabaja trabajas usted nombre
    qual e o sua seu em voce trabalha nome para
    quale il lo tua tuo suo lavori lavora per di
    welk welke wat uw jouw je werkt u naam bij voor het
    jaka jaki jakie jakiej jest twoja twoj pani pana nazwa w dla pracujesz z
"""
"""Words that a form asks with: what is left of a question is what it asks for."""

ASKING_NAMES = """
    my s whats us to on as type write fill provide give
    ihren dein deinen mein meine lautet heissen heiszt heisst wie des dem bitte geben eingeben an von
    ton ta mon ma mes est sont le la les l d des quelle indiquer indiquez saisir saisissez entrer entrez usage
    usuel usuelle tus sus mi mis cuales son los las del por favor escribe escriba indique indica introduce introduzca
    ingrese mio mia i gli come ti chiami inserisci inserire inserisca indicare scrivi intestatario
    teu tua meu minha os as do da quais informe digite insira
    uw jouw mijn is de het van vul graag
    twoje moj moje podaj prosze wpisz jakie swoje ucznia
"""
"""More of these words, as they stand beside a name: "Tu nombre", "Nom d'usage"."""

PEOPLE = """
    attendee|guest|participa|registrant|invitee|delegate|student|pupil|child|kid$|kids$|customer|client|employee|
    recipient|patient|player|holder|candidate|applicant|member|passenger|
    teilnehm|tagungsteilnehm|kursteilnehm|gast$|gaste|schuler|kind$|kindes$|kinder|kunde|mitarbeiter|empfanger|mitglied|
    eleve|enfant|salarie|adherent|destinataire|invite$|invites$|
    invitad|asistente|alumn|hijo|hija|nino|nina|empleado|destinatari|
    convidad|alun|filho|filha|crianca|
    partecipan|ospite|invitat|figli|bambin|allievo|dipendente|iscritt|
    deelnem|leerling|klant|medewerker|ontvanger|
    uczestni|gosc|uczen|ucznia|dziec|klient|pracowni|odbiorc|
    参加者|ゲスト|招待客|子供|お子様|学生|生徒|会員|社員|職員|受講者|申込者|出席者|
    参会|參會|嘉宾|來賓|来宾|孩子|员工|員工|会员|會員
"""
"""Words for the people of a list, of which it may hold several. A word begins so; "$" is its end."""

ELSES = """
    referr|inviter|invited by|added by|created by|registered by|submitted by|entered by|booked by|recommend|manager|
    supervis|boss|assistant|sponsor|emergency|owner|host|organizer|organiser|creator|buyer|purchas|payer|payeur|billing|parent|
    guardian|mother|father|spouse|sender|order$|orderer|absender|expediteur|remitente|remetente|mittente|afzender|nadawca|
    差出人|送信者|发件人|寄件者|
    geworben|empfohlen|werber|vorgesetzt|fuhrungskraft|assistenz|notfall|inhaber|besitzer|gastgeber|organisator|
    veranstalter|ersteller|kaufer|besteller|rechnung|eltern|mutter|vater|erziehungsberecht|
    parrain|recommand|responsable|superieur|urgence|proprietaire|hote$|organisateur|acheteur|facturation|mere$|pere$|
    tuteur|tutrice|
    referid|recomendad|jefe|jefa|gerente|emergencia|propietari|anfitri|organizador|comprador|facturacion|padre|madre|
    tutor|
    indicado por|chefe|gestor|assistente|proprietario|faturamento|faturacao|pai$|mae$|responsavel|encarregad|
    segnalat|responsabile|capo$|superiore|emergenza|organizzat|acquirent|fatturazione|genitor|
    verwezen|doorverwezen|aanbevolen|leidinggevend|noodgeval|noodcontact|eigenaar|gastheer|koper|factuur|ouder|moeder|
    voogd|
    polecaj|przelozon|kierowni|menedzer|asystent|wlascicie|kupujac|nabywc|rodzic|matk|ojc|opiekun|
    紹介|上司|管理者|緊急|主催者|購入|請求|保護者|
    推荐|推薦|介绍|介紹|上级|上級|经理|經理|主管|紧急|主办|主辦|购|購|家长|家長|监护|監護
"""
"""Words for people whom a list names beside its own."""

ROLES = """
    teacher|coach|trainer|doctor|agent|advisor|instructor|booker|lead$|leader|
    lehrer|klassenlehrer|arzt|berater|enseignant|professeur|profesor|maestr|docent|insegnant|nauczyciel|
    先生|講師|老师|老師|医生
"""
"""Words for people whom a list may be of, or name beside its own."""

CONTACTS = "contact|kontakt|ansprechpartner|contat|連絡|担当|联系|聯繫"
"""Words for somebody who speaks for others; of an address, merely what it is for."""

YES_OR_NO = "do does did are is has have may can will would sind ist haben darf est avez"
"""How a question begins that is answered with yes or no."""

LABELS = """
    contact|contacts|who|where|id|date|timestamp|time stamp|created|added|
    attendees|guests|participants|registrants|invitees|people|guest list|mailing list|email list|attendee list|
    kontakt|kontakte|wer|datum|zeitstempel|verteiler|gasteliste|teilnehmerliste|adressliste|
    contact e mail|horodateur|liste des participants|liste des invites|participants|invites|
    contacto|contactos|quien|fecha|marca temporal|lista de invitados|lista de asistentes|invitados|participantes|
    contato|contatos|quem|carimbo de data hora|lista de convidados|convidados|
    contatto|contatti|informazioni cronologiche|elenco|lista invitati|invitati|partecipanti|
    contactpersoon|contacten|wie|tijdstempel|gastenlijst|deelnemerslijst|deelnemers|gasten|
    kontakty|kto|sygnatura czasowa|lista gosci|lista uczestnikow|uczestnicy|goscie|
    連絡先|日時|タイムスタンプ|名簿|参加者名簿|
    联系方式|時間戳|时间戳|时间戳记|名单|名單
"""
"""What else stands above a column, and isn't anybody."""

OF_WORK = """
    business work office geschaftlich dienstlich bureau professionnel professionnelle travail trabajo trabalho lavoro
    ufficio werk zakelijk sluzbowy sluzbowa sluzbowe
"""
"""What address books add to a column of what somebody has at work."""
