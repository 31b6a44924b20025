"""Countries as lists name them, and the two letters that Zoom wants."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from desktop_app.attendees.cells.folding import folded

_OTHER_NAMES: Mapping[str, str] = {
    "AT": "AUT|Österreich|Autriche|Oostenrijk|オーストリア|奥地利",
    "AU": "AUS|Australien|Australie|オーストラリア|澳大利亚",
    "BE": "BEL|Belgien|Belgique|Bélgica|Belgio|België|Belgia|ベルギー|比利时",
    "BR": "BRA|Brasil|Brasilien|Brésil|Brasile|Brazylia|ブラジル|巴西",
    "CA": "CAN|Kanada|カナダ|加拿大",
    "CH": "CHE|Schweiz|Suisse|Svizzera|Suiza|Suíça|Zwitserland|Szwajcaria|スイス|瑞士",
    "CN": "CHN|PRC|People's Republic of China|Chine|Cina|Chiny|中国|中國",
    "CZ": "CZE|Czechia|Tschechien|Tchéquie|Chequia|Tsjechië|Czechy|チェコ|捷克",
    "DE": "DEU|GER|Deutschland|Allemagne|Alemania|Alemanha|Germania|Duitsland|Niemcy|ドイツ|德国|"
    "Federal Republic of Germany",
    "DK": "DNK|Dänemark|Danmark|Danemark|Dinamarca|Danimarca|Denemarken|Dania|デンマーク|丹麦",
    "ES": "ESP|España|Spanien|Espagne|Espanha|Spagna|Spanje|Hiszpania|スペイン|西班牙",
    "FI": "FIN|Finnland|Suomi|Finlande|Finlandia|フィンランド|芬兰",
    "FR": "FRA|Frankreich|Francia|França|Frankrijk|Francja|フランス|法国",
    "GB": "GBR|UK|U.K.|United Kingdom|Great Britain|England|Scotland|Wales|Northern Ireland|Großbritannien|"
    "Vereinigtes Königreich|Royaume-Uni|Reino Unido|Regno Unito|Verenigd Koninkrijk|Wielka Brytania|イギリス|英国",
    "HK": "HKG|香港",
    "IE": "IRL|Irland|Irlande|Irlanda|Ierland|Irlandia|アイルランド|爱尔兰",
    "IN": "IND|Indien|Inde|Índia|インド|印度",
    "IT": "ITA|Italia|Italien|Italie|Itália|Italië|Włochy|イタリア|意大利",
    "JP": "JPN|Japon|Japón|Japão|Giappone|Japonia|日本",
    "KR": "KOR|South Korea|Republic of Korea|Korea|Südkorea|Corée du Sud|Corea del Sur|韓国|韩国|대한민국",
    "LU": "LUX|Luxemburg|ルクセンブルク|卢森堡",
    "MX": "MEX|México|Mexiko|Mexique|Messico|Meksyk|メキシコ|墨西哥",
    "NL": "NLD|Holland|The Netherlands|Niederlande|Pays-Bas|Países Bajos|Países Baixos|Paesi Bassi|Nederland|Holandia|"
    "オランダ|荷兰",
    "NO": "NOR|Norwegen|Norge|Norvège|Noruega|Norvegia|Noorwegen|Norwegia|ノルウェー|挪威",
    "PL": "POL|Polen|Pologne|Polonia|Polônia|Polska|ポーランド|波兰",
    "PT": "PRT|Portogallo|Portugalia|ポルトガル|葡萄牙",
    "SE": "SWE|Schweden|Sverige|Suède|Suecia|Suécia|Svezia|Zweden|Szwecja|スウェーデン|瑞典",
    "SG": "SGP|Singapur|Singapour|シンガポール|新加坡",
    "TR": "TUR|Türkiye|Türkei|Turquie|Turquía|トルコ|土耳其",
    "TW": "TWN|台湾|臺灣",
    "US": "USA|U.S.|U.S.A.|United States of America|The United States|America|Vereinigte Staaten|États-Unis|"
    "Estados Unidos|EE. UU.|Stati Uniti|Verenigde Staten|Stany Zjednoczone|アメリカ|米国|美国",
    "ZA": "ZAF|Südafrika|Afrique du Sud|Sudáfrica|Zuid-Afrika",
}
"""Beyond the usual English names, which come with the time zone data."""


def code_of(name: str) -> str | None:
    """Return a country's two letters (ISO 3166-1); None when no country has this name."""
    if len(name) == 2 and name in _codes():
        return name
    return _known().get(folded(name).replace("&", "and"))


@cache
def _codes() -> frozenset[str]:
    return frozenset(_known().values())


@cache
def _known() -> Mapping[str, str]:
    found: dict[str, str] = {}
    try:
        listed = resources.files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8")
    except (ModuleNotFoundError, OSError):
        listed = ""
    for line in listed.splitlines():
        code, tab, name = line.partition("\t")
        if tab and not line.startswith("#"):
            found[folded(code)] = found[folded(name)] = code
            found[folded(name.replace("&", "and"))] = code
    for code, names in _OTHER_NAMES.items():
        found[folded(code)] = code
        found |= {folded(name): code for name in names.split("|")}
    return found
