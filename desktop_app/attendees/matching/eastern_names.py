"""Chinese, Japanese and Korean names without a space between: the last name stands first, and only known ones tell
where it ends."""

import re

_CHINESE = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭萧田董潘袁蔡蒋蔣余于杜叶葉程"
    "魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱侯江尹薛闫閻阎雷龙龍史陶贺賀毛郝顾顧龚龔邵万萬"
    "覃武钱錢戴严嚴莫孔向常汤湯温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟申殷詹欧歐耿关關兰蘭焦俞左柳甘祝包宁寧"
    "尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古"
    "吉缪繆简簡车車项項连連芦麦麥褚娄婁窦竇戚岑景党黨宫宮费費卜冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁"
    "沙荣榮巫寇桑郎甄丛叢仲虞敖巩鞏明佘池查麻苑迟遲邝鄺官封谈談匡鞠惠荆荊乐樂冀郁胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼樓"
)
"""Characters that are a last name in China."""

_CHINESE_TWO = re.compile(
    "欧阳|歐陽|司马|司馬|诸葛|諸葛|上官|司徒|东方|東方|皇甫|尉迟|尉遲|公孙|公孫|慕容|令狐|夏侯|端木|南宫|南宮|轩辕|宇文"
)
_KOREAN_TWO = re.compile("남궁|제갈|독고|사공")

_JAPANESE = re.compile(
    "佐々木|長谷川|五十嵐|久保田|大久保|小笠原|佐久間|長谷部|宇佐美|日比野|波多野|曽我部|"
    "佐藤|鈴木|高橋|髙橋|田中|伊藤|渡辺|渡邊|渡邉|渡部|山本|中村|小林|加藤|吉田|山田|山口|松本|井上|木村|斎藤|斉藤|齋藤|齊藤|清水|"
    "山崎|山﨑|池田|橋本|阿部|石川|山下|中島|中嶋|石井|小川|前田|岡田|藤田|後藤|近藤|村上|遠藤|青木|坂本|福田|太田|西村|藤井|金子|藤原|"
    "岡本|三浦|中野|中川|原田|松田|竹内|小野|田村|中山|和田|石田|森田|上田|内田|柴田|酒井|宮崎|横山|高木|安藤|宮本|大野|小島|工藤|谷口|"
    "今井|高田|増田|丸山|杉山|村田|大塚|新井|藤本|平野|河野|上野|野口|武田|松井|千葉|菅原|岩崎|木下|佐野|野村|松尾|菊地|菊池|市川|杉本|"
    "古川|大西|島田|水野|桜井|高野|吉川|山内|西田|飯田|西川|小松|北村|安田|川口|平田|関口|中田|服部|岩田|土屋|川崎|福島|本田|"
    "樋口|秋山|田口|永井|山中|中西|吉村|川上|大橋|石原|松岡|浜田|馬場|森本|矢野|浅野|松下|星野|大谷|石橋|桑原|菅野|須藤|荒木|"
    "大島|岡崎|荒井|尾崎|小池|片山|黒田|榎本|西山|小山|渋谷|早川|吉岡|白石|堀内|神田|川村|松村|熊谷|田辺|関根|内藤|萩原|児玉|大川"
)
"""Last names in Japan; most have two characters."""

_JAPANESE_ONE = frozenset("林森原東関岡堀星谷辻南北西泉畑畠沢澤滝瀧宮脇桂榊窪嶋島浜濱湊椿楠橘柏辰巽乾")
_JAPANESE_SECOND = frozenset("田藤川本村野井原木島嶋橋崎﨑口上下沢澤谷岡部内倉坂浦塚尾津屋瀬山松")
"""What the last name of a Japanese may end with, and no first name in China is likely to begin with."""

_HAN = re.compile(r"[\u3400-\u9fff\u3005]+")
_BEFORE_KANA = re.compile(r"([\u3400-\u9fff\u3005]{1,4})[\u3041-\u30ff]{2,}")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,4}")
_IN_ONE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\u3005]{2,}")
_HONORED = ("様", "さん", "先生", "殿")


def is_in_one(name: str) -> bool:
    """Say whether this may be a first and a last name without a space between: "石川遼"."""
    return _IN_ONE.fullmatch(name) is not None


def last_name_length(name: str) -> int:
    """Return how many characters of a name are the last name; 0 when that can't be told."""
    if _HANGUL.fullmatch(name):
        return 2 if len(name) > 2 and _KOREAN_TWO.match(name) else 1
    japanese = _JAPANESE.match(name)
    known = len(japanese[0]) if japanese else 0
    if name.endswith(_HONORED) or known == len(name):
        # nothing but a last name
        return 0
    if known > 2 or not _HAN.fullmatch(name):
        # with kana it is the name of a Japanese; a first name may be nothing else
        kana = _BEFORE_KANA.fullmatch(name)
        return known or (len(kana[1]) if kana else 0)
    return _of_characters(name, known)


def _of_characters(name: str, known: int) -> int:
    """Tell Chinese from Japanese names: of three characters mostly one is the last name in China, mostly two in Japan,
    and some might be either."""
    length = known
    if _CHINESE_TWO.match(name):
        length = 2
    elif len(name) == 2:
        length = 1
    elif len(name) == 3 and name[0] in _CHINESE:
        length = 0 if known or name[1] in _JAPANESE_SECOND else 1
    elif (len(name) in (3, 5) and name[1] in _JAPANESE_SECOND) or (len(name) == 4 and name[0] not in _JAPANESE_ONE):
        length = 2
    return length
