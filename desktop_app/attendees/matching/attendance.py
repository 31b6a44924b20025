"""What lists say of who comes, in the languages that they come in: the columns that ask for it, and the answers.

Words are written as `headers.folded` leaves them, which is what everything here goes by.
"""

import re
from enum import StrEnum


class Asks(StrEnum):
    """What a column says of who comes. COMING asks for it, so that "No" is an answer; STATE may be about something
    else, where only a refusal in so many words is one; REFUSED is called like a refusal, so that "Yes" is one."""

    COMING = "coming"
    STATE = "state"
    REFUSED = "refused"


def _words(listed: str) -> frozenset[str]:
    return frozenset(word.strip() for word in listed.split("|"))


REFUSALS = _words("""
    not attending|will not attend|won t attend|declined|decline|cancelled|canceled|cancelled by self|cancelled by host|
    canceled by self|canceled by host|withdrawn|withdrew|rejected|denied|not coming|can t come|cannot come|
    cannot attend|can t attend|can t make it|cannot make it|won t come|will not come|regrets|refused|unable to attend|
    not able to attend|not going|deleted|removed|refunded|fully refunded|voided|unsubscribed|unsubscribe|opted out|
    opt out|not interested|no longer attending|no longer interested|cancellation|declines|can t go|cannot go|won t go|
    will not go|not participating|not joining|not approved|disapproved|void|chargeback|charged back|uninvited|
    do not invite|do not contact|do not email|do not e mail|do not mail|don t contact|don t email|blocked|blacklisted|
    blocklisted|suppressed|bounced|hard bounced|hard bounce|spam complaint|deceased|
    abgesagt|absage|storniert|abgelehnt|abgemeldet|nimmt nicht teil|kommt nicht|nicht dabei|sagt ab|geloscht|erstattet|
    ruckerstattet|zuruckerstattet|keine teilnahme|verhindert|ausgetragen|abbestellt|kann nicht|kann leider nicht|
    kommt leider nicht|nimmt leider nicht teil|storno|abmeldung|nicht genehmigt|zuruckgewiesen|gesperrt|blockiert|
    unzustellbar|nicht kontaktieren|nicht anschreiben|nicht einladen|kontaktsperre|werbesperre|verstorben|
    refuse|refusee|annule|annulee|declinee|ne participe pas|ne participera pas|ne vient pas|ne viendra pas|
    ne peut pas venir|desiste|s est desiste|supprime|supprimee|rembourse|remboursee|desinscrit|desinscrite|desabonne|
    desabonnee|excuse|excusee|annulation|rejete|rejetee|non approuve|non approuvee|bloque|bloquee|liste noire|
    ne pas contacter|ne pas inviter|decede|decedee|
    cancelado|cancelada|rechazado|rechazada|no asiste|no asistira|anulado|anulada|no viene|no vendra|no participa|
    no participara|no puede asistir|no podra asistir|eliminado|eliminada|reembolsado|reembolsada|baja|dado de baja|
    dada de baja|denegado|denegada|no aprobado|no aprobada|declinado|declinada|bloqueado|bloqueada|lista negra|
    no contactar|no invitar|fallecido|fallecida|
    recusado|recusada|nao participa|nao participara|nao vai|nao ira|nao comparece|nao comparecera|nao vem|
    nao podera participar|excluido|excluida|descadastrado|descadastrada|desistiu|desistente|desistencia|cancelou|
    cancelamento|negado|negada|nao aprovado|nao aprovada|rejeitado|rejeitada|nao contatar|nao contactar|nao convidar|
    falecido|falecida|
    annullato|annullata|rifiutato|rifiutata|cancellato|cancellata|non partecipa|non partecipera|non viene|non verra|
    disdetto|disdetta|eliminato|eliminata|rimborsato|rimborsata|disiscritto|disiscritta|rinuncia|ha rinunciato|
    negato|negata|respinto|respinta|non approvato|non approvata|bloccato|bloccata|lista nera|non contattare|
    non invitare|deceduto|deceduta|
    afgemeld|geannuleerd|afgezegd|geweigerd|komt niet|niet aanwezig|verwijderd|terugbetaald|uitgeschreven|
    neemt niet deel|doet niet mee|gaat niet|annulering|afmelding|afgewezen|niet goedgekeurd|geblokkeerd|
    niet benaderen|niet contacteren|niet mailen|niet uitnodigen|overleden|
    odwolane|odwolany|odwolana|anulowane|anulowany|anulowana|odrzucone|odrzucony|odrzucona|rezygnacja|odmowa|
    nie wezmie udzialu|nie bierze udzialu|nie przyjdzie|nie uczestniczy|usuniety|usunieta|zwrocony|wypisany|wypisana|
    zrezygnowal|zrezygnowala|niezatwierdzone|niezatwierdzony|niezatwierdzona|nie zatwierdzono|zablokowany|zablokowana|
    nie kontaktowac|nie zapraszac|zmarly|zmarla|
    欠席|欠席します|キャンセル|キャンセル済み|辞退|不参加|取消|取消済み|返金済み|返金|削除済み|配信停止|
    拒否|却下|否認|非承認|不承認|欠席いたします|連絡不要|連絡不可|送信不可|配信不可|逝去|
    已取消|拒绝|已拒绝|不出席|谢绝|婉拒|拒絕|已拒絕|已退款|退款|已删除|退订|已退订|不来|缺席|无法参加|不能参加|无法出席|
    未通过|不通过|未批准|不批准|已驳回|驳回|否决|不参加|不參加|已拉黑|黑名单|请勿联系|已故
""")
"""Whatever the question is: who won't come, isn't let in, or must not be written to."""

WAITING = _words("""
    waitlist|wait list|waiting list|waitlisted|wait listed|on the waitlist|on waitlist|standby|stand by|
    warteliste|auf warteliste|auf der warteliste|nachrucker|liste d attente|sur liste d attente|lista de espera|
    en lista de espera|em lista de espera|lista d attesa|in lista d attesa|wachtlijst|op wachtlijst|op de wachtlijst|
    reservelijst|lista rezerwowa|lista oczekujacych|キャンセル待ち|補欠|候补|候补名单|候補|候補名單|等候名单|等候名單
""")
"""Who may come only if others don't."""

NO = _words("""
    no|n|nein|non|nao|nie|nee|いいえ|否|不|false|falsch|faux|falso|onwaar|falsz|
    no thanks|no thank you|no sorry|sorry no|unfortunately not|unfortunately no|afraid not|
    nein danke|nein leider|nein leider nicht|leider nein|leider nicht|non merci|malheureusement non|no gracias|
    lamentablemente no|nao obrigado|nao obrigada|infelizmente nao|no grazie|purtroppo no|nee bedankt|nee sorry|
    nee helaas|helaas niet|helaas nee|nie dziekuje|niestety nie|nope|nah|can t|cannot|can not|won t|
    abwesend|absent|absente|ausente|assente|afwezig|nieobecny|nieobecna|参加しない|参加しません|出席しません|行けません|
    不可|不能|不会|不會|不去
""")
"""Only where the column asks whether somebody comes: of a status, who knows what is not."""

YES = _words("""
    yes|y|true|x|1|ja|j|wahr|oui|o|vrai|si|s|verdadero|sim|verdadeiro|vero|waar|tak|t|prawda|はい|有|是|对
""")

ACCEPTED = YES | _words("""
    accepted|attending|coming|going|confirmed|zugesagt|zusage|accepte|confirme|aceptado|confirmado|aceito|accettato|
    confermato|geaccepteerd|bevestigd|zaakceptowano|potwierdzone|出席|参加
""")
"""Beside which "No" answers the same question."""

_REGRETS = re.compile(
    r"\b(?:so sorry|sorry|regretfully|regrettably|sadly|unfortunately|i m afraid|afraid|alas|i|leider|schade"
    r"|malheureusement|desolee?|lamentablemente|desafortunadamente|desgraciadamente|lo siento|infelizmente|desculpe"
    r"|purtroppo|spiacente|helaas|niestety|przykro mi)\b"
)
"""Words that a refusal is put in."""

_COMING = _words("""
    rsvp|rsvp status|attending|attendance|going|coming|will attend|will you attend|are you coming|confirmation|
    will come|can attend|
    will join|will participate|attend|joining|participating|accepted|participe|participera|
    zusage|zu oder absage|zusage absage|zu absage|teilnahme|nimmt teil|kommt|presence|participation|
    asistencia|asiste|asistira|confirmacion|presenca|confirmacao|presenza|conferma|partecipazione|
    aanwezigheid|aanwezig|deelname|obecnosc|udzial|potwierdzenie|出欠|参加|出席|参加可否|出席情况|是否参加|
    出席 欠席|出欠席
""")

_STATE = _words("""
    ステータス|状況|状态|狀態|
    approval|aprobacion|aprovacao|approbation|approvazione|genehmigung|freigabe|goedkeuring|zatwierdzenie|承認|审批|审核|
    email marketing|marketing emails|contact status|mailing status|mailing list status|marketing contact status|
    response|reply|rsvp response|your response|invitation response|invitee response|your reply|antwort|ruckmeldung|
    reponse|votre reponse|respuesta|su respuesta|tu respuesta|resposta|sua resposta|risposta|reactie|odpowiedz|
    回答|回复|回覆
""")

_QUESTIONS = re.compile(
    r"""\b(?:
    # English
      (?:are|will|would|can|could)[ ](?:you|u|they|he|she|we|i|guest|attendee|participant)
        (?:[ ]\w+){0,6}?[ ](?:attend|attending|come|coming|join|joining|participate|participating|make[ ]it
                             |be[ ]there|be[ ]present)
    | do[ ]you[ ](?:plan|intend|want|wish|expect)(?:[ ]\w+){0,3}?
        [ ](?:attend|attending|come|coming|join|joining|participate|participating)
    | i[ ](?:will|can|plan[ ]to|am[ ]able[ ]to)[ ](?:attend|come|join|participate)
    # German
    | (?:konnen|kannst|konnt|werden|wirst|werdet|wollen|willst|wollt|mochten|mochtest|mochtet)[ ](?:sie|du|ihr)
        (?:[ ]\w+){0,6}?[ ](?:teilnehmen|kommen|dabei[ ]sein|dabei|erscheinen)
    | (?:nehmen|nimmst|nehmt)[ ](?:sie|du|ihr)(?:[ ]\w+){0,6}?[ ]teil
    | (?:kommen|kommst|kommt)[ ](?:sie|du|ihr)
    | (?:sind|bist|seid)[ ](?:sie|du|ihr)(?:[ ]\w+){0,6}?[ ](?:dabei|anwesend)
    | ich[ ](?:komme|bin[ ]dabei|nehme(?:[ ]\w+){0,4}?[ ]teil)
    # French
    | (?:participerez|participez|participeras|participes|assisterez|assistez|assisteras|assistes|viendrez|venez|viendras
        |viens)[ ](?:vous|tu)
    | (?:serez|seras|etes|es)[ ](?:vous|tu)[ ](?:presente?s?|la|des[ ]notres)
    | (?:pouvez|pourrez|souhaitez|voulez|comptez|allez|pensez|peux|pourras|souhaites|veux|comptes|vas)[ ](?:vous|tu)
        (?:[ ]\w+){0,2}?[ ](?:participer|assister|venir|etre[ ]present|vous[ ]joindre)
    | est[ ]ce[ ]que[ ](?:vous|tu)[ ](?:participez|participerez|assisterez|viendrez|venez|participes|viens|serez|seras)
    | je[ ](?:participe|participerai|viens|viendrai|assisterai|serai[ ]presente?)
    # Spanish
    | asistiras|asistiran|asistes|vendras|participaras|asistira[ ](?:usted|al?|el|la)|participara[ ](?:usted|en)
    | (?:va|vas|puede|puedes|podra|podras|piensa|piensas|desea|deseas|quiere|quieres)[ ](?:usted[ ])?(?:a[ ])?
        (?:asistir|venir|participar|acudir)
    | confirm\w+[ ](?:su|tu|la)[ ]asistencia|confirma[ ]asistencia
    # Portuguese
    | (?:vai|ira|pode|podera|podes|vais|pretende|deseja|quer|consegue)[ ](?:voce[ ])?
        (?:participar|comparecer|assistir|vir|estar[ ]presente)
    | (?:voce[ ])(?:participara|comparecera|vira|estara[ ]presente)|participara|comparecera
    | confirm\w+[ ](?:a[ ]|sua[ ]|tua[ ])*presenca
    # Italian
    | parteciperai|partecipera|parteciperete|partecipi|verrai|verra|verrete|ci[ ](?:sarai|sara|sarete)
    | (?:sarai|sara|sarete)[ ](?:presente?i?|dei[ ]nostri|con[ ]noi)
    | (?:puo|puoi|potete|potra|potrai|vuoi|vuole|volete|pensi[ ]di|pensa[ ]di|intende|intendi|desidera|desideri)[ ]
        (?:partecipare|venire|essere[ ]presente|intervenire)
    | conferm\w+[ ](?:la[ ]|tua[ ]|sua[ ])*(?:partecipazione|presenza)
    # Dutch
    | (?:kom|komt|komen)[ ](?:je|jij|u|jullie)
    | (?:ben|bent|zijn)[ ](?:je|jij|u|jullie)(?:[ ]\w+){0,4}?[ ](?:erbij|er[ ]bij|aanwezig|van[ ]de[ ]partij)
    | (?:neem|neemt|nemen|doe|doet)[ ](?:je|jij|u|jullie)(?:[ ]\w+){0,6}?[ ](?:deel|mee)
    | (?:kun|kunt|kan|kunnen|ga|gaat|gaan|wil|wilt|willen|zult|zul|zal)[ ](?:je|jij|u|jullie)
        (?:[ ]\w+){0,6}?[ ](?:deelnemen|komen|erbij|aanwezig|bijwonen)
    | ik[ ](?:kom|ben[ ]erbij|ben[ ]aanwezig|neem[ ]deel)
    # Polish
    | (?:wezmiesz|wezmie|bierzesz|bierze|wziac)(?:[ ]\w+){0,3}?[ ]udzial
    | czy(?:[ ]\w+){0,3}?[ ](?:przyjdziesz|przyjdzie|przybedzie|przybedziesz|uczestniczysz|bedziesz|dolaczysz
        |bedzie[ ]obecn[yea]|uczestniczyc)
    | potwierdz\w+[ ](?:swoj[ ]|swoja[ ])?(?:udzial|obecnosc)
    )\b
    # Japanese, Chinese
    | (?:参加|出席|来場).*か$ | (?:参加|出席)の?(?:可否|有無|確認|意向|予定) | 出欠 | ^こ[ ](?:参加|出席)$
    | (?:是否|能否|可否|会不会|能不能|你会|您会|您能|你能)\w*?(?:参加|出席|参会|到场|參加|與會|到場|前来)
    | (?:参加|出席|参会|參加)\w*?[吗嗎]$
    """,
    re.VERBOSE,
)
"""Questions whether somebody comes, and promises to."""

_OTHER_QUESTIONS = re.compile(
    r"""\b(?:
      how|who|why|when|where|which|what|whose|with|before|previous|previously|last|ever|past|dinner|lunch|breakfast
    | brunch|reception|party|gala|drinks|cocktail|networking|workshops?|tour|excursion|in[ ]person|on[ ]?site|online
    | virtual|virtually|remote|remotely|hotel|newsletter|mailing[ ]list|community|slack|group|club|team|survey|raffle
    | contest|competition|quiz|study|poll|day[ ]\d+|behalf|by[ ](?:car|bus|train|plane|air|bike)|session[ ](?:[a-z]|\d+)
    | (?:break[ ]?out|morning|afternoon|evening|parallel|optional)[ ](?:\w+[ ])?sessions?
    | woher|wie|wann|wo|was|wer|warum|welche[rmns]?|womit|mit|abendessen|mittagessen|essen|abendveranstaltung|fruhstuck
    | ort|digital|virtuell|prasenz|begleitung|schon|bereits|umfrage|gewinnspiel|verlosung|tag[ ]\d+
    | d[ ]ou|comment|quand|combien|pourquoi|quel|quelle|diner|dejeuner|soiree|ateliers?|presentiel|distance|distanciel
    | en[ ]ligne|sur[ ]place|accompagne|accompagnee|deja|precedente?|sondage|concours|tirage|jour[ ]\d+|en[ ]voiture
    | cuantos|cuantas|quien|como|donde|cuando|cual|con|cena|almuerzo|comida|desayuno|coctel|taller|presencial
    | presencialmente|en[ ]linea|anterior|acompanante|boletin|encuesta|sorteo|concurso|dia[ ]\d+
    | quantos|quem|quando|onde|qual|jantar|almoco|coquetel|oficina|remotamente|acompanhante|pesquisa
    | quanti|chi|dove|quale|pranzo|colazione|aperitivo|laboratorio|in[ ]presenza|accompagnatore|sondaggio|giorno[ ]\d+
    | waar|hoe|wanneer|wat|waarom|welke|vandaan|borrel|ontbijt|fysiek|locatie|ter[ ]plaatse|met|enquete|wedstrijd
    | loterij|dag[ ]\d+
    | kolacj\w*|obiad\w*|obiedzie|sniadani\w*|warsztat\w*|stacjonarnie|zdalnie|wczesniej|poprzedni\w*|ankiecie
    | konkursie|losowaniu
    )\b
    | 懇親会|ランチ|食事|会場|現地|オンライン|過去|以前|前回|経験|何名|何人|晚宴|午餐|晚餐|现场|现場|线上|線上|曾
    | 之前|抽奖|调查|问卷|几人|多少
    """,
    re.VERBOSE,
)
"""What a question about something else has in it: a dinner, a way of coming, an earlier event, who comes along."""

_STATUS = _words("status|statut|estado|stato|stan|situacao")
_STATUS_OR_PROVINCE = _STATUS | {"state"}
_OF_WHAT = _words("""
    order|ticket|attendee|guest|participant|registrant|registration|rsvp|response|reply|invitation|invite|invitee|
    booking|reservation|attendance|participation|approval|event|webinar|meeting|payment|confirmation|subscription|
    subscriber|email|refund|marketing|
    genehmigung|freigabe|approbation|aprobacion|aprovacao|approvazione|goedkeuring|zatwierdzenia|
    bestellung|buchung|anmeldung|teilnahme|einladung|antwort|zahlung|
    commande|billet|inscription|reponse|reservation|paiement|presence|
    pedido|entrada|boleto|asistente|inscripcion|registro|respuesta|invitacion|reserva|pago|asistencia|participante|
    ingresso|bilhete|inscricao|resposta|convite|pagamento|presenca|
    ordine|biglietto|partecipante|iscrizione|registrazione|risposta|invito|prenotazione|partecipazione|
    bestelling|deelnemer|inschrijving|reactie|uitnodiging|reservering|betaling|deelname|aanmelding|
    zamowienia|biletu|uczestnika|rejestracji|odpowiedzi|zaproszenia|rezerwacji|platnosci|udzialu|zgloszenia|
    of|the|your|der|des|die|de|la|le|l|du|d|del|el|do|da|dell|della|di|van|het
""")
_STATUS_OF = re.compile(
    r"(?:bestell|bestellungs|auftrags|ticket|teilnehmer|teilnahme|anmelde|anmeldungs|registrierungs|buchungs|einladungs"
    r"|antwort|zahlungs|genehmigungs|freigabe|zulassungs|goedkeurings|order|rsvp|ruckmelde|gaste|bestel|deelname|deelnemers|inschrijf|inschrijvings|aanmeld"
    r"|aanmeldings|betaal|betalings|reserverings|boekings|uitnodigings)status"
    r"|(?:注文|申込み?|参加|出席|チケット|予約|登録|回答|招待|支払い?|承認|審査)の?(?:ステータス|状況|状態)"
    r"|(?:订单|门票|参会|参加|报名|预订|邀请|回复|注册|付款|批准|审批|审核|訂單|報名|參加|審核|核准)(?:状态|狀態)"
)

_CHOICES = re.compile(
    r" (?:yes|y|ja|j|oui|o|si|s|sim|tak|t)(?: or| ou| oder| o| lub| of)? (?:no|n|nein|non|nao|nie|nee)(?: maybe)?\Z"
)
"""Answers that a header ends with: "RSVP (yes/no)"."""
_SINCE = re.compile(r"\A(?:is |has |has been |date )?(.+?)(?: at| on| date| time| am| le| el| em| il| op)?\Z")
_OPTED_OUT = re.compile(
    r"(?:has )?opt(?:ed)? out(?: of)?(?: e ?mails?)?|e ?mail opt out|unsub time|unsubscribed .*"
    r"|(?:please )?(?:do not|don t) (?:e ?mail|contact|mail|invite)(?: \w+){0,2}|e ?mail (?:bounced|blocked)"
    r"|bounced e ?mail"
)
_POLITE = re.compile(r"\b(?:こ |御)(?=[参出欠辞])")
"""What a polite Japanese word begins with, as `folded` leaves it."""


def plain(words: str) -> str:
    """Return folded words without what is there for politeness: "Regretfully declines", ご欠席."""
    return " ".join(_REGRETS.sub(" ", _POLITE.sub("", words)).split())


def asked(header: str) -> Asks | None:
    """Return what a column says of who comes, by its folded header; None when it says nothing of it."""
    key = _CHOICES.sub("", _POLITE.sub("", header))
    if key in _COMING:
        return Asks.COMING
    if key in _STATE or _is_status(key):
        return Asks.STATE
    since = _SINCE.match(key)
    if key in WAITING or _OPTED_OUT.fullmatch(key) or (since and since[1] in REFUSALS):
        return Asks.REFUSED
    return Asks.COMING if _QUESTIONS.search(key) and not _OTHER_QUESTIONS.search(key) else None


def _is_status(key: str) -> bool:
    """Say whether this is a status, or that of an order, a ticket, an attendee, but not that of a marriage."""
    if key in _STATUS or _STATUS_OF.fullmatch(key):
        return True
    words = set(key.split())
    rest = words - _STATUS_OR_PROVINCE
    return rest != words and bool(rest) and rest <= _OF_WHAT
