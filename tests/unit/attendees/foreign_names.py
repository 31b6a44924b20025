"""People as lists of many countries have them, for telling code pages apart: headers, names, the code pages that such a
list is saved in. Nobody in particular: common first names beside common last names.
"""
# ruff: noqa: RUF001 - letters of many alphabets

from typing import NamedTuple


class Country(NamedTuple):
    """`headers` are those of a first and a last name; `names` are "First Last"."""

    headers: tuple[str, str]
    names: tuple[str, ...]
    encodings: tuple[str, ...]


COUNTRIES = {
    "German": Country(
        ("Vorname", "Nachname"),
        ("Jürgen Müller", "Käthe Weiß", "Björn Schröder", "Sören Groß", "Özlem Köhler", "Ülkü Jäger", "Anna Strauß"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "French": Country(
        ("Prénom", "Nom"),
        ("Hélène Lefèvre", "François Noël", "Gaëlle Bérenger", "Léa Benoît", "Loïc Guérin", "Élodie Côté", "Aïcha Tô"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Spanish": Country(
        ("Nombre", "Apellidos"),
        ("José Núñez", "María Muñoz", "Jesús Ibáñez", "Álvaro Peña", "Íñigo Güell", "Verónica Martínez", "Óscar León"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Portuguese": Country(
        ("Nome", "Sobrenome"),
        ("João Gonçalves", "Antônio Araújo", "Conceição Brandão", "Inês Simões", "Luís Assunção", "Ângela Magalhães"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Italian": Country(
        ("Nome", "Cognome"),
        ("Nicolò Bonafé", "Niccolò Foà", "Mosè Cantù", "Noemì Donà", "Giosuè Nicolò"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Swedish": Country(
        ("Förnamn", "Efternamn"),
        ("Åsa Sjöström", "Göran Åkesson", "Märta Öberg", "Håkan Lindström", "André Bäckström"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Danish": Country(
        ("Fornavn", "Efternavn"),
        ("Søren Jørgensen", "Åse Kjær", "Jørgen Møller", "Bjørn Østergård", "Ægir Sørensen"),
        ("cp1252", "mac-roman"),
    ),
    "Finnish": Country(
        ("Etunimi", "Sukunimi"),
        ("Päivi Mäkinen", "Väinö Hämäläinen", "Yrjö Mäkelä", "Äänis Järvinen"),
        ("cp1252", "mac-roman", "cp850"),
    ),
    "Icelandic": Country(
        ("Fornafn", "Eftirnafn"),
        ("Guðrún Jónsdóttir", "Þórður Sigurðsson", "Ásgeir Þórðarson", "Sigríður Björnsdóttir"),
        ("cp1252",),
    ),
    "Polish": Country(
        ("Imię", "Nazwisko"),
        ("Łukasz Wiśniewski", "Małgorzata Dąbrowska", "Żaneta Zięba", "Paweł Wójcik", "Michał Woźniak", "Róża Gołąb"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Czech": Country(
        ("Jméno", "Příjmení"),
        ("Jiří Novák", "Petr Dvořák", "Zdeněk Růžička", "Kateřina Němcová", "Lukáš Černý", "Šárka Žáková"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Slovak": Country(
        ("Meno", "Priezvisko"),
        ("Ján Kováč", "Ľubica Šťastná", "Tomáš Horváth", "Mária Vráblová", "Božena Ďurišová", "Matúš Krajčír"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Hungarian": Country(
        ("Keresztnév", "Vezetéknév"),
        ("Gergő Szőke", "Árpád Kovács", "Zoltán Szabó", "Zsófia Tóth", "Örs Fűzfői", "Éva Győri"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Croatian": Country(
        ("Ime", "Prezime"),
        ("Željko Horvat", "Đorđe Kovačević", "Šime Marić", "Nikolina Đurić", "Luka Babić", "Čedomir Žižić"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Romanian": Country(
        ("Prenume", "Nume"),
        ("Ştefan Băsescu", "Ioana Rădulescu", "Mihăiţă Ţurcanu", "Gheorghiţa Munteanu", "Bogdan Brânză"),
        ("cp1250", "iso8859-2", "cp852"),
    ),
    "Russian": Country(
        ("Имя", "Фамилия"),
        ("Анна Иванова", "Дмитрий Смирнов", "Сергей Кузнецов", "Наталья Щербакова", "Юлия Фёдорова", "Игорь Цой"),
        ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"),
    ),
    "Ukrainian": Country(
        ("Ім'я", "Прізвище"),
        ("Олексій Шевченко", "Наталія Коваленко", "Тарас Бойко", "Їлля Мельник", "Катерина Ткаченко"),
        ("cp1251", "mac-cyrillic"),
    ),
    "Bulgarian": Country(
        ("Име", "Фамилия"),
        ("Георги Димитров", "Мария Иванова", "Стоян Петров", "Пламен Тодоров", "Десислава Илиева"),
        ("cp1251", "iso8859-5", "mac-cyrillic"),
    ),
    "Serbian": Country(
        ("Име", "Презиме"),
        ("Љубица Ђорђевић", "Ненад Јовановић", "Драган Петровић", "Снежана Живковић"),
        ("cp1251", "iso8859-5"),
    ),
    "Greek": Country(
        ("Όνομα", "Επώνυμο"),
        ("Γιώργος Παπαδόπουλος", "Ελένη Νικολάου", "Δημήτρης Οικονόμου", "Χρήστος Βασιλείου", "Μαρία Αγγελοπούλου"),
        ("cp1253",),
    ),
    "Turkish": Country(
        ("Ad", "Soyad"),
        ("Ayşe Yılmaz", "Gökhan Doğan", "Işıl Şahin", "İbrahim Çelik", "Çağla Öztürk", "Uğur Kılıç"),
        ("cp1254", "cp857", "mac-turkish"),
    ),
    "Hebrew": Country(
        ("שם פרטי", "שם משפחה"),
        ("דוד כהן", "שרה לוי", "יוסף מזרחי", "רחל פרץ", "משה אברהם"),
        ("cp1255", "cp862"),
    ),
    "Arabic": Country(
        ("الاسم", "العائلة"),
        ("محمد الحسن", "فاطمة العلي", "أحمد منصور", "ليلى إبراهيم", "خالد عبدالله"),
        ("cp1256", "iso8859-6"),
    ),
    "Latvian": Country(
        ("Vārds", "Uzvārds"),
        ("Jānis Bērziņš", "Līga Kalniņa", "Ģirts Ozoliņš", "Kristīne Liepiņa", "Pēteris Krūmiņš"),
        ("cp1257",),
    ),
    "Lithuanian": Country(
        ("Vardas", "Pavardė"),
        ("Rūta Žukauskienė", "Jonas Stankevičius", "Eglė Kazlauskaitė", "Šarūnas Petrauskas", "Živilė Paulauskienė"),
        ("cp1257",),
    ),
    "Estonian": Country(
        ("Eesnimi", "Perekonnanimi"),
        ("Tõnu Mägi", "Külli Sööt", "Jüri Õunapuu", "Märt Põld"),
        ("cp1257",),
    ),
    "Japanese": Country(
        ("名", "姓"),
        ("太郎 田中", "花子 佐藤", "さくら 鈴木", "ハナコ ヤマダ", "健一 高橋", "美咲 渡辺"),
        ("cp932", "euc_jp"),
    ),
    "Chinese": Country(
        ("名字", "姓氏"),
        ("小明 王", "娜 李", "伟 张", "丽华 陈", "建国 刘", "秀英 杨"),
        ("gb18030",),
    ),
    "Taiwanese": Country(
        ("名字", "姓氏"),
        ("志明 陳", "淑芬 林", "俊傑 黃", "美玲 張", "雅婷 吳"),
        ("big5",),
    ),
    "Korean": Country(
        ("이름", "성"),
        ("철수 김", "영희 이", "지성 박", "민준 최", "서연 정"),
        ("euc-kr",),
    ),
}

WESTERN = (
    "Café",
    "Zürich",
    "São Paulo",
    "Nestlé",
    "costs 5 €",
    "20–25 people",
    "it’s Ann",
    "she said “yes” twice",
    "Ann — Marie Lee",
    "n°5",
    "1º Ano",
    "Mª José",
    "½ day",
    "© 2025",
    "Acme™",
    "3 × 4",
    "Peña & Søn",
    "Œuvre",
    "Zoë",
    "Renée",
    "Anders Ångström",
    "Müller-Lüdenscheidt",
    "Shkëlqim Çela",
    "Björk Guðmundsdóttir",
    "Seán Ó Súilleabháin",
    "Núria Casamajó",
    "Siân",
    "Mòrag",
    "coördinatie",
    "Hawai‘i",
    "“Bob” Lee",
    "O’Neil",
    "L’Oréal",
    "Sant’Agata",
    "Q&A – part 2",
    "€ 500",
    "£50",
    "tel.: 5\xa0000",
    "Ann\xa0Lee",
    "m²",
    "30 °C",
    "Straße 5½",
    "GROßE",
    "Élodie DUPRÉ",
    "ØYVIND",
    "Þór",
    "Sigurður",
    "Davíð",
    "Alþingi",
    "Tõnu",
    "Lætitia",
    "sœur",
    "Là-bas",
    "Università di Torino",
    "Cantù",
    "Così",
    "Zúñiga",
    "Guimarães",
    "BRANDÃO",
    "Amanhã",
    "Kjær",
    "«Ann»",
    "„Ann“",
    "§ 5",
    "Özil",
    "Lumière",
)
"""What lists in Windows-1252 hold besides: places, companies, notes, and signs."""
