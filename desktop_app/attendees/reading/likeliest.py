"""Which of the encodings that leave no mark in a file is the likeliest: the one in which its words look like words.

Each candidate is decoded strictly. A word tells by its letters (those that a language has, frequent ones before rare
ones), by its shape ("Novák" and "NOVÁK", not "noVÁk"), by its script (one, not two), and by vowels and consonants
taking turns. Figures are logarithms of likelihoods, of which only differences count; they were set by lists of names in
thirty languages (`test_attendee_encodings.py`).
"""
# ruff: noqa: RUF001 - letters of many alphabets

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple


class _Writing(NamedTuple):
    """Languages that share code pages, each by its letters beyond ASCII, frequent ones first; and which letters stand
    where none of them has them (in small letters)."""

    languages: tuple[str, ...]
    misplaced: re.Pattern[str]


_GERMAN = "üöäß"
_ESTONIAN = "äüõöšž"
_WESTERN = _Writing(
    (
        _GERMAN,
        "éèëçïôêîâûœàùæü",
        "íáéóñúü",
        "ãçáéíóâêõôúà",
        "òàèìùé",
        "àèéíòóúüïç",
        "äöåé",
        "øåæéöä",
        "óíðáúöéþæý",
        "ëéïüöèó",
        "ëç",
        _ESTONIAN,
    ),
    # Portuguese nasals, Icelandic letters, the Danish æ, French and Italian graves, the Spanish ñ
    re.compile(
        r"ã(?![oe]|s?\b)|õ\b|[aeiouy][^\W_]*õ(?!e)|(?<=[aeiouyáéíóúýæö])þ|\bð|\Bæ\b|è[aeiouy]|aè|ù\B|ì\B|ñ(?![aeiou])"
    ),
)
_CENTRAL = _Writing(
    (
        "łńśóżąęćź",
        "áíéřýčšžěůúňťďó",
        "áíčéšžýľúťňôďäóŕĺ",
        "áéóöíőüúű",
        "ćčšžđ",
        "ăţâîş",
        _GERMAN,
    ),
    # Polish writes "si" before a vowel
    re.compile(r"\b[ńěůąę]|[śńź][aeiouyąęó]|ă[aeo]"),
)
_RUSSIAN = "аоиенврлктсмдгяпубхйьшючзыжцщфэёъ"
_BULGARIAN = "аоиевнртлсдмкпгябъухзцчйшжющфь"
_CYRILLIC = _Writing(
    (
        _RUSSIAN,
        _BULGARIAN,
        "аоинекврлтмсудяйпбькгіхшзцюжїєчщфґ",
        "аінркоелвстудмяыпчьгшбкйзўхцжюёэф",
        "аиовненрјтскдлћмпубзгшчжљцђњхфџ",
    ),
    re.compile(r"\b[ьъы]|[аеиоуы][ьъ]"),
)
_GREEK = _Writing(("αοιςρνλσηκετπυμίόάγήδθχέύώβφωξζψϊϋΐΰ",), re.compile(r"ς\B|σ\b"))
_TURKISH = _Writing(("ıüöçşğİâîû", _GERMAN), re.compile("(?<![aeıioöuüâîû])ğ"))
_HEBREW = _Writing(("יהולראתבמשנדחםעקפצטגזסכןךףץ",), re.compile(r"[ךםןףץ]\B"))
_ARABIC = _Writing(("اليمنردبعحسةفكوهتقأشطجخصغزثإئؤءىآضظذ",), re.compile(r"[ةى]\B"))
_BALTIC = _Writing(("āīšēņļžūģčķ", "ėšūžįčęųą", _ESTONIAN, _GERMAN), re.compile(r"\b[ņģķļ]\b"))

_WRITINGS: Mapping[str, _Writing] = {
    "cp1252": _WESTERN,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1254": _TURKISH,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "cp1257": _BALTIC,
    "iso8859-2": _CENTRAL,
    "iso8859-5": _CYRILLIC,
    "iso8859-6": _ARABIC,
    "koi8-r": _CYRILLIC._replace(languages=(_RUSSIAN, _BULGARIAN)),
    "mac-roman": _WESTERN,
    "mac-cyrillic": _CYRILLIC,
    "mac-turkish": _TURKISH,
    "cp850": _WESTERN,
    "cp852": _CENTRAL,
    "cp857": _TURKISH,
    "cp862": _HEBREW,
    "cp866": _CYRILLIC,
}
"""What is written in each code page."""

_JAPANESE = (
    "田中山本木村井藤佐高橋川野原島石林小大松上下渡辺斎伊加吉清水池森岡崎長谷部近遠和三宅金竹内前後福安永坂西東南北平岩千葉"
    "星新古宮武柳沢澤菅関桜浜濱浦尾杉久保服工片丸今市沼土青赤白黒花太郎一二次健雄男夫美子恵里奈香織真由紀明智博之隆弘浩幸正樹"
    "輔翔拓也直人裕介陽悠結衣菜愛優咲葵莉桃蓮湊颯誠信義勝利秀昭文洋光英治康孝敏徳良哲史名姓氏電話会社署役職住所番号"
)
_SIMPLIFIED = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "金石廖贾夏韦方白邹孟熊秦邱江尹薛段雷侯龙史陶黎贺顾毛龚邵万钱严武戴莫孔向汤伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚"
    "桂文辉红玉华建国志海波小晓雪梅婷欣宇浩子轩涵怡思佳俊鑫博天一名姓氏电邮件箱公司职位话手机地址字"
)
_TRADITIONAL = (
    "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴志明俊傑建宏家豪淑"
    "芬惠美玲雅婷怡君欣宜佳穎雯宗翰承恩冠廷柏名姓氏電子郵件信箱公司職稱話手機地址字"
)
_HANGUL = (
    "김이박최정강조윤장임한오서신권황안송류홍전고문손양배백허유남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길"
    "연위표명기반왕금옥육인맹제모탁국영수철희미경숙순자은혜준예빈태호훈상동재승용규환름메일회사직화"
)


class _Eastern(NamedTuple):
    """Characters of a code page: those in daily use (level 1 of its standard) by their first and last lead byte and
    their number, and those of common names and of headers."""

    low: int
    high: int
    number: int
    names: frozenset[str]


_EAST: Mapping[str, _Eastern] = {
    "cp932": _Eastern(0x88, 0x97, 2965, frozenset(_JAPANESE)),
    "euc_jp": _Eastern(0xB0, 0xCF, 2965, frozenset(_JAPANESE)),
    "gb18030": _Eastern(0xB0, 0xD7, 3755, frozenset(_SIMPLIFIED)),
    "big5": _Eastern(0xA4, 0xC6, 5401, frozenset(_TRADITIONAL)),
    "euc-kr": _Eastern(0xB0, 0xC8, 2350, frozenset(_HANGUL)),
}
_WITH_KANA = ("cp932", "euc_jp")

_PRIOR = {
    "cp1252": 4.0,
    "cp1254": 2.5,
    "cp1250": 0.0,
    "cp1251": 0.0,
    "cp1255": -2.0,
    "cp1256": -2.0,
    "cp1257": -2.0,
    "cp850": -2.0,
    "cp852": -2.0,
    "cp857": -2.0,
    "cp862": -4.0,
    "mac-cyrillic": -2.0,
    "mac-turkish": -3.0,
    "iso8859-5": -3.0,
    "iso8859-6": -4.0,
}
_PRIOR_ELSE = -1.0
_PRIOR_SYSTEM = 3.0
"""For what the computer itself uses."""

_UNLIKELY = math.log(1e-5)
_TWO_SCRIPTS = math.log(1e-4)
_CAPITALIZED, _ALL_CAPITALS, _NO_CAPITAL, _STRAY_CAPITAL = map(math.log, (0.6, 0.2, 0.1, 1e-4))
_ALONE = math.log(0.03)
"""For a letter that is a word by itself."""
_ANY_LANGUAGE = math.log(0.3)
"""For a word, when the words of a list are of several languages."""
_NEIGHBORS, _THREE_NEIGHBORS = map(math.log, (0.15, 3e-3))
_TURN, _CONSONANTS, _VOWELS = map(math.log, (1.3, 0.5, 0.2))
_OUT_OF_PLACE = math.log(0.02)
_NAME_SHARE = math.log(0.7)
_OTHER_SHARE = math.log(0.3)
_KANA, _HALF_WIDTH, _STRAY_KANA, _RARE = map(math.log, (1 / 200, 0.01, 1e-4, 1e-6))
_BESIDE_SMALL, _BESIDE_CAPITAL = map(math.log, (1e-3, 0.03))

_LETTER = r"[^\W\d_ªº²³¹¼-¾]"
_FOREIGN = r"[^\W\d_ªº²³¹¼-¾\x00-\x7f]"
_WORD = re.compile(rf"(?<!{_LETTER}){_LETTER}*{_FOREIGN}{_LETTER}*")
"""A word with a letter beyond ASCII. It is tried at its first letter only: from each it would take quadratic time."""
_SCRIPTS = tuple(
    re.compile(letters)
    for letters in ("[A-Za-z\xb5-\u024f]", "[\u0370-\u03ff]", "[\u0400-\u052f]", "[\u0590-\u05ff]", "[\u0600-\u06ff]")
)
_LATIN = _SCRIPTS[0]
_VOWEL = frozenset(
    letter
    for letter in map(chr, range(0x61, 0x500))
    if unicodedata.normalize("NFD", letter)[0] in "aeiouyæøœıаеиоуыэюяієαειουηω"
)
_SILENT = frozenset("ьъ")
_SIGNS = (
    # where signs beyond ASCII belong, and how likely each is there
    (
        # an apostrophe in a word, a dash between spaces or figures, sums, fractions, squares, degrees
        rf"(?<=\b[A-Za-z])’(?={_LETTER})|(?<=ll|nt|LL|NT)’(?={_LETTER})|(?<={_LETTER})’(?=[st]\b)|(?<= )[–—](?= )|"
        r"(?<=\d)[–—](?=\d)|(?<=[\d ])[€£](?!\w)|(?<!\w)[€£](?=[\d ])|(?<=[\d ])×(?=[\d ])|(?<=[\d ])[½¼¾](?!\w)|"
        r"(?<!\w)[½¼¾](?= )|(?<=m)[²³](?!\w)|(?<=\d)[ºª°](?!\w)|(?<=\d )°(?=[CF]\b)",
        0.05,
    ),
    (
        # quotes around words, names joined by a dash, blanks that hold lines together, what stands alone
        rf"(?<!\w)[‘‚“„«](?=\w)|(?<=\w)[’”»®™…](?!\w)|(?<={_LETTER})[–’](?=[A-ZÀ-ÖØ-Þ])|(?<=[aeiou])‘(?=[aeiou])|"
        r"\xa0(?![a-zà-öø-ÿ])|(?<!\w)\xa0|(?<=[MDnª])[ºª°](?!\w)|(?<!\w)[•§´·№«»–—“”©](?!\w)",
        0.004,
    ),
    (r"(?<=\w)[“‘](?!\w)", 1e-4),
    # "£ukasz": nothing else in a list makes up for it
    (r"(?<!\w)[£¥¯ª](?=[a-zà-öø-ÿ]{2})", 1e-16),
    (rf"(?<={_LETTER})(?:[^\w\x00-\x7f]|[ªº²³¹¼-¾])(?={_LETTER})|(?<=\d){_FOREIGN}|{_FOREIGN}(?=\d)", 1e-9),
    (r"[^\w\x00-\x7f]|[ªº²³¹¼-¾]", 1e-5),
)
_SIGN = re.compile("|".join(f"({pattern})" for pattern, _ in _SIGNS))
_SIGN_CHANCES = tuple(math.log(chance) for _, chance in _SIGNS)

_HALF_WIDTH_KANA = re.compile("[\uff66-\uff9f]{2,}")
_BESIDE = (
    (re.compile(r"(?<=[a-z])[\u3041-\uffef]|[\u3041-\uffef](?=[a-z])"), _BESIDE_SMALL),
    (re.compile(r"(?<=[A-Z])[\u3041-\uffef]|[\u3041-\uffef](?=[A-Z])"), _BESIDE_CAPITAL),
)

_MOST_WEIGHED = 6_000
"""Bytes whose words are looked at: many more than a guess needs."""


def likeliest(lines: Sequence[bytes], system: str | None) -> list[str]:
    """Return the encodings that lines with foreign letters can have, the likeliest first; `system` is the computer's
    own, by Python's name."""
    sample = b"\n".join(lines)
    scores: list[tuple[float, str]] = []
    for encoding in (*_WRITINGS, *_EAST):
        try:
            sample.decode(encoding)
            text = sample[:_MOST_WEIGHED].decode(encoding, "ignore")
        except UnicodeDecodeError:
            continue
        score = _east(text, encoding) if encoding in _EAST else _alphabetic(text, _WRITINGS[encoding])
        score += _PRIOR_SYSTEM if encoding == system else 0.0
        scores.append((score + _PRIOR.get(encoding, _PRIOR_ELSE), encoding))
    return [encoding for _, encoding in sorted(scores, reverse=True)]


def _alphabetic(text: str, writing: _Writing) -> float:
    """Return how likely a text is in a code page of an alphabet."""
    words = Counter(_WORD.findall(text))
    total = sum(number * _look(word, writing.misplaced) for word, number in words.items())
    spelled = [_spelled(words, language) for language in writing.languages]
    in_one = max(map(sum, spelled))
    in_several: float = sum(map(max, zip(*spelled, strict=True))) + _ANY_LANGUAGE * words.total()
    return total + max(in_one, in_several) + _signs(text)


def _spelled(words: Counter[str], language: str) -> list[float]:
    """Return how likely the letters of each word are in a language."""
    weights = {letter: 1 / (at + 4) for at, letter in enumerate(language)}
    whole = sum(weights.values())
    chances = {letter: math.log(weight / whole) for letter, weight in weights.items()}
    # "İ" becomes two letters
    chances["i"] = chances.get("İ", _UNLIKELY)
    return [
        number * sum(chances.get(letter.lower()[0], _UNLIKELY) for letter in word if letter > "\x7f")
        for word, number in words.items()
    ]


def _look(word: str, misplaced: re.Pattern[str]) -> float:
    """Return how likely a word is by everything but how often its letters are used."""
    if sum(1 for script in _SCRIPTS if script.search(word)) > 1:
        return _TWO_SCRIPTS
    low = word.lower()
    total = _OUT_OF_PLACE * len(misplaced.findall(low))
    if len(word) == 1:
        return total + _ALONE
    if low == word.upper():
        return total
    if word.islower():
        total += _NO_CAPITAL
    elif word.isupper():
        total += _ALL_CAPITALS
    else:
        total += _CAPITALIZED if word.istitle() else _STRAY_CAPITAL
    for one, other in pairwise(low):
        if (one > "\x7f" or other > "\x7f") and one not in _SILENT and other not in _SILENT:
            vowels = (one in _VOWEL) + (other in _VOWEL)
            total += (_CONSONANTS, _TURN, _VOWELS)[vowels]
    if _LATIN.search(word):
        # letters with accents seldom meet
        foreign = [letter > "\x7f" for letter in word]
        total += _NEIGHBORS * sum(map(all, pairwise(foreign)))
        total += _THREE_NEIGHBORS * sum(map(all, zip(foreign, foreign[1:], foreign[2:], strict=False)))
    return total


def _signs(text: str) -> float:
    """Return how likely the signs beyond ASCII are where they stand."""
    return sum(_SIGN_CHANCES[(found.lastindex or 1) - 1] for found in _SIGN.finditer(text))


def _east(text: str, encoding: str) -> float:
    """Return how likely a text is in a code page of Chinese, Japanese, or Korean."""
    page = _EAST[encoding]
    named = _NAME_SHARE - math.log(len(page.names))
    common = _OTHER_SHARE - math.log(page.number)
    runs = _HALF_WIDTH_KANA.findall(text) if encoding in _WITH_KANA else ()
    total = sum(map(len, runs)) * (_HALF_WIDTH - _STRAY_KANA)
    total += sum(weight * len(beside.findall(text)) for beside, weight in _BESIDE)
    for letter in text:
        if letter <= "\x7f":
            continue
        raw = letter.encode(encoding, "replace")
        if letter in page.names:
            total += named
        elif len(raw) == 1 or "\uff66" <= letter <= "\uff9f":
            total += _STRAY_KANA
        elif "\u3041" <= letter <= "\u30fe":
            total += _KANA if encoding in _WITH_KANA else _STRAY_KANA
        elif "\u3000" <= letter <= "\u301f" or "\uff01" <= letter <= "\uff5e":
            total += _KANA
        else:
            total += common if page.low <= raw[0] <= page.high else _RARE
    return total
