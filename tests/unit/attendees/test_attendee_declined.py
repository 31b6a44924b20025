"""Who said no is held back until the person says otherwise, and nobody else."""

import pytest

from desktop_app.attendees.cells.folding import folded
from desktop_app.attendees.columns import match
from desktop_app.attendees.matching import attendance
from desktop_app.attendees.matching.attendance import Asks, asked
from desktop_app.attendees.matching.headers import is_own, is_status
from desktop_app.attendees.reader import read_text
from desktop_app.attendees.roster import Field, RowProblem, RowProblemCode, RowState, check, groups, message


def rostered(header, *rows):
    table = read_text("\n".join((f"Email;First name;Last name;{header}", *rows)) + "\n")
    return check(table, match(table))


def said(header, *words):
    return rostered(header, *(f"p{at}@x.example;Ann;Bee;{word}" for at, word in enumerate(words)))


def refused(header, *words):
    """Return which of some words are refusals."""
    people = said(header, *words).people
    assert all(person.declined == (person.state is RowState.ATTENTION) for person in people)
    return [word for word, person in zip(words, people, strict=True) if person.declined]


@pytest.mark.parametrize(
    ("header", "yes", "no"),
    [
        ("Attendee Status", "Attending", "Not Attending"),
        ("Attendee Status", "Attending", "Deleted"),
        ("Order Status", "Completed", "Refunded"),
        ("Ticket status", "Valid", "Cancelled by attendee"),
        ("Approval Status", "approved", "cancelled by self"),
        ("RSVP", "yes", "No"),
        ("RSVP (Y/N)", "Y", "N"),
        ("Response", "Yes", "No"),
        ("Status", "Yes", "No"),
        ("Status", "bezahlt", "Abgesagt"),
        ("Attending?", "✓", "✗"),
        ("Attending", "TRUE", "FALSE"),
        ("Unsubscribed", "No", "yes"),
        ("Unsubscribed", "", "2026-05-01 10:00"),
        ("Email Opt Out", "0", "1"),
        ("Zusage", "ja", "nein"),
        ("Bestellstatus", "bezahlt", "Storniert (Krankheit)"),
        ("Statut", "confirmé", "Annulé"),
        ("Asistencia", "sí", "No asiste"),
        ("Presença", "sim", "Não"),
        ("Presenza", "sì", "no"),
        ("Aanwezig", "ja", "afgemeld"),
        ("Obecność", "tak", "Nie"),
        ("出欠", "出席", "欠席"),
        ("状态", "已确认", "已取消"),
        ("Are you attending?", "Yes", "No, sorry"),
        ("Can you make it?", "Yes!", "No - maybe next year"),
        ("Will you attend the webinar on 5 May?", "Sure", "Unfortunately I can't attend"),
        ("Kommst du?", "Klar", "Nein, leider."),
        ("Serez-vous présent ?", "Oui", "Non"),
        ("Approval", "Approved", "Rejected"),
        ("Genehmigungsstatus", "genehmigt", "abgelehnt"),
        ("Statut d'approbation", "approuvé", "refusé"),
        ("Estado de aprobación", "aprobado", "denegado"),
        ("Status da aprovação", "aprovado", "negado"),
        ("Stato approvazione", "approvato", "negato"),
        ("Goedkeuringsstatus", "goedgekeurd", "geweigerd"),
        ("Stan zatwierdzenia", "zatwierdzone", "odrzucone"),
        ("承認ステータス", "承認済み", "拒否"),
        ("审核状态", "通过", "未通过"),
        ("Do not email", "No", "Yes"),
        ("Do Not Contact", "", "x"),
        ("Blocked", "false", "true"),
        ("Bounced", "", "2026-05-01"),
        ("Deceased", "No", "Yes"),
        ("Email Marketing", "Subscribed", "Unsubscribed"),
        ("Marketing status", "Active", "Bounced"),
        ("Status", "active", "CANCELED_BY_USER"),
        ("Status", "Confirmed", "Not approved"),
        ("Order status", "Completed", "Chargeback"),
        ("RSVP", "Going", "Can't Go"),
        ("RSVP", "RSVP Yes", "RSVP No"),
        ("RSVP Status", "RSVP Yes", "RSVP No"),
        ("RSVP", "yes", "nope"),
        ("RSVP", "1", "0"),
        ("Attending?", "Yes", "Sorry, can't"),
        ("Attending?", "👍", "👎"),
        ("Attendance", "Joyfully accepts", "Regretfully declines"),
        ("Sarai dei nostri?", "Sì", "Purtroppo no"),
        ("ご出欠", "ご出席", "ご欠席"),
        ("能否参加", "能", "不能"),
        ("Status", "Confirmed", "Waitlisted"),
        ("Status", "Bestätigt", "Warteliste"),
        ("Statut", "Confirmé", "Liste d'attente"),
        ("Estado", "Confirmado", "En lista de espera"),
        ("Waitlist", "No", "Yes"),
        ("Waitlist", "", "3"),
        ("Waitlist", "0", "12"),
        ("Bounced", "0", "2"),
        ("RSVP status", "1", "0"),
        ("RSVP status", "Yes", "No"),
        ("Payment status", "Paid", "Refunded"),
    ],
)
def test_a_refusal_holds_its_row_back(header, yes, no):
    roster = said(header, yes, no, yes)
    assert [person.state for person in roster.people] == [RowState.READY, RowState.ATTENTION, RowState.READY]
    (problem,) = roster.person(3).problems
    assert (problem.field, problem.code, problem.suggestion) == (
        Field.EMAIL, RowProblemCode.DECLINED, "p1@x.example"
    )  # fmt: skip
    assert problem.found == (f"{header} {no}" if header.endswith("?") else f"{header}: {no}")
    (group,) = groups(roster)
    assert (group.code, group.rows, group.holds_back, group.fixable) == (RowProblemCode.DECLINED, (3,), True, 1)
    assert message(group.sample) == f"The list says “{problem.found}”."
    assert roster.without_rows(group.rows).counts.ready == 2


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Status", ["active", "no", "paid"]),
        ("Order Status", ["Processing", "Shipped", "Completed", "On hold", "Not paid", "No"]),
        ("Remark", ["declined", "coming", "coming"]),
        ("Kommentar", ["Nein", "Nein, danke", "ja"]),
        ("Paid", ["no", "cancelled", "yes"]),
        ("No.", ["1", "2", "no"]),
        ("Unsubscribed", ["No", "no", "false", "0000-00-00"]),
        ("Opt in", ["No", "no", "yes"]),
        (
            "RSVP",
            ["No problem, I'll be there", "no idea", "n/a", "Not sure", "I can't wait!", "November", "non-smoker"],
        ),
        ("Participa?", ["No dia 5 sim", "Nova turma", "sim"]),
        ("Kommer du?", ["Norge", "Nå", "ja"]),
        ("Attended", ["No", "No", "Yes"]),
        ("Will you attend the dinner?", ["No", "Yes", "No"]),
        ("Will you attend in person?", ["No", "Yes", "No"]),
        ("Marital status", ["Refused", "Single", "Deleted"]),
        ("Waitlist position", ["1", "2", ""]),
        ("Mailing State", ["SI", "NO", "MI"]),
        ("Contact State", ["SI", "NO", "MI"]),
        ("Are you coming by car?", ["No", "Yes", "No"]),
        ("Will you attend Session A?", ["No", "Yes", "No"]),
        ("Are you joining the breakout session on AI?", ["No", "Yes", "No"]),
        ("Are you attending on behalf of a company?", ["No", "Yes", "No"]),
        ("Attendance", ["0", "1", "2"]),
        # somebody who pays later comes all the same
        ("Payment status", ["0", "1", "1"]),
        ("Payment status", ["No", "Yes", "Yes"]),
        ("Zahlungsstatus", ["Nein", "Ja", "Ja"]),
        ("Status", ["0", "1", ""]),
        ("RSVP", ["0", "0", "0"]),
        ("Email marketing", ["No", "Yes", "No"]),
        ("Bounced", ["No", "0", "never"]),
        ("Order Status", ["On hold", "On hold", "Yes"]),
        ("Attendee Status", ["No show", "Did not attend", "Attended"]),
    ],
)
def test_other_words_and_other_columns_say_nothing(header, words):
    assert refused(header, *words) == []


def test_everybody_who_has_a_place_on_a_waiting_list_waits():
    assert refused("Waitlist", "1", "2", "3", "", "0", "10") == ["1", "2", "3", "10"]


def test_a_status_with_many_words_is_looked_at_too():
    assert refused("Status", *(f"remark {at}" for at in range(600)), "Declined") == ["Declined"]


COMING = """
    Are you attending?|Will you attend ...|Will you attend the webinar on 5 May?|Can you make it?|Will you join us?|
    Do you plan to attend?|Will you be there?|Will you be able to attend?|Attending (yes/no)|RSVP status|
    Kommst du?|Kommen Sie?|Können Sie teilnehmen?|Nehmen Sie am 5. Mai teil?|Sind Sie dabei?|Teilnahme (ja/nein)|
    Participerez-vous ?|Serez-vous présent(e) ?|Viendrez-vous ?|Pouvez-vous venir ?|Est-ce que vous participez ?|
    ¿Asistirás?|¿Va a asistir?|¿Puedes venir?|Confirma su asistencia|
    Você vai participar?|Participará?|Vai comparecer?|Confirma presença?|
    Parteciperai?|Sarà presente?|Può partecipare?|Ci sarai?|
    Kom je?|Bent u aanwezig?|Neemt u deel?|Kunt u komen?|
    Czy weźmiesz udział?|Czy weźmie Pan/Pani udział?|Czy przyjdziesz?|Potwierdzam obecność|
    ご参加されますか?|参加できますか|ご出席|出欠確認|参加の可否|是否参加|您能参加吗?|能否出席
"""
STATES = """
    Order Status|Ticket status|Attendee Status|Response|Invitee response|Payment status|
    Bestellstatus|Status der Anmeldung|Statut de la commande|Statut d'inscription|Estado del pedido|
    Status do pedido|Stato dell'ordine|Bestelstatus|Status zamówienia|注文ステータス|参加状況|订单状态
"""
REFUSED = """
    Unsubscribed|Unsubscribed at|Cancelled (Y/N)|Cancelled At|Is cancelled|Opted out|HasOptedOutOfEmail|Abgemeldet|
    Storniert am|Désinscrit|Afgemeld|Wypisany|キャンセル|已取消
"""
OTHERS = """
    No.|Number|Marital status|Lead status|Email|Paid|Attended|Did you attend last year?|Will you attend dinner?|
    Will you attend in person?|Are you coming with a guest?|How will you be attending?|Woher kommen Sie?|
    Kommen Sie mit dem Auto?|Nehmen Sie am Abendessen teil?|D'où venez-vous ?|Do you work for a company?|
    Which company do you work for?|Estado civil|Comments|Have you attended before?|Can you join our mailing list?|
    Name|Company|Email Opt In|過去に参加しましたか|Waar komt u vandaan?|Ticket type|Is Guest|Subscribed|Title
"""


def listed(headers):
    return [header.strip() for header in headers.split("|")]


@pytest.mark.parametrize(
    ("headers", "about"), [(COMING, Asks.COMING), (STATES, Asks.STATE), (REFUSED, Asks.REFUSED), (OTHERS, None)]
)
def test_columns_that_say_who_comes_are_known_in_ten_languages(headers, about):
    assert [header for header in listed(headers) if asked(folded(header)) is not about] == []
    if about is not None:
        assert all(map(is_status, listed(headers)))
        assert all(map(is_own, listed(headers)))


def test_the_words_are_written_as_they_are_compared():
    for words in (attendance.REFUSALS, attendance.NO, attendance.YES, attendance.ACCEPTED):
        assert [word for word in words if folded(word) != word] == []


def test_an_address_that_says_yes_and_no_is_held_back_in_every_row():
    roster = rostered(
        "RSVP", "a@x.example;Ann;Bee;Yes", "A@x.example;Ann;Bee;No", "b@x.example;Bo;Cee;Yes",
        "c @x.example;Cy;Dee;No", "c@x.example;Cy;Dee;Yes", ";Di;Eff;No", ";Ed;Fox;Yes",
    )  # fmt: skip
    assert [(person.row, [message(problem) for problem in person.problems]) for person in roster.people] == [
        (2, ["Row 3 says “RSVP: No”."]),
        (3, ["The list says “RSVP: No”."]),
        (4, []),
        (5, ["“c @x.example” has a space in it. Probably c@x.example.", "The list says “RSVP: No”."]),
        (6, ["Row 5 says “RSVP: No”."]),
        (7, ["Email is missing.", "The list says “RSVP: No”."]),
        (8, ["Email is missing."]),
    ]
    fixed = rostered("RSVP", "c @x.example;Cy;Dee;Yes", "c@x.example;Cy;Dee;No")
    fixed = fixed.with_cells(fixed.fixes(RowProblemCode.SPACE))
    assert [[problem.code for problem in person.problems] for person in fixed.people] == [[RowProblemCode.DECLINED]] * 2
    moved = roster.with_cell(2, Field.EMAIL, "ann@x.example")
    assert (moved.person(2).state, moved.person(3).state) == (RowState.READY, RowState.ATTENTION)


def test_a_word_of_the_person_invites_who_declined_and_the_refusal_stays_to_be_seen():
    roster = rostered("RSVP", "a@x.example;Ann;Bee;No", "b,x.example;Bo;Cee;No", "a@x.example;Ann;Bee;Yes")
    invited = roster.with_cells(roster.fixes(RowProblemCode.DECLINED))
    assert [person.state for person in invited.people] == [RowState.READY, RowState.ATTENTION, RowState.DUPLICATE]
    assert invited.person(2).notes == (RowProblem(Field.EMAIL, RowProblemCode.DECLINED, "RSVP: No"),)
    assert invited.person(2).declined
    assert [problem.code for problem in invited.person(3).problems] == [RowProblemCode.NO_AT]
    assert [(group.code, group.rows, group.holds_back, group.fixable) for group in groups(invited)] == [
        (RowProblemCode.NO_AT, (3,), True, 0),
        (RowProblemCode.DECLINED, (2, 3, 4), False, 0),
    ]
    again = invited.with_cell(2, Field.FIRST_NAME, "Anna").with_cell(2, Field.EMAIL, "anna@x.example")
    assert (again.person(2).state, again.person(2).declined) == (RowState.READY, True)


def test_a_correction_invites_nobody_who_declined():
    roster = rostered("RSVP", "a @x.example;Ann;Bee;No", "b@gmial.com;;Cee;No")
    fixed = roster.with_cells([*roster.fixes(RowProblemCode.SPACE), (3, Field.FIRST_NAME, "Bo")])
    assert [[problem.code for problem in person.problems] for person in fixed.people] == [[RowProblemCode.DECLINED]] * 2
    assert [problem.suggestion for person in fixed.people for problem in person.problems] == [
        "a@x.example", "b@gmial.com"
    ]  # fmt: skip
    assert [note.code for note in fixed.person(3).notes] == [RowProblemCode.PROVIDER_TYPO]
    asked_more = fixed.requiring([Field.LAST_NAME]).requiring([])
    assert [person.state for person in asked_more.people] == [RowState.ATTENTION] * 2
    assert fixed.with_cells(fixed.fixes(RowProblemCode.DECLINED)).counts.ready == 2


def test_an_answer_is_told_with_what_it_answers_and_a_long_question_is_cut():
    asked_at_length = "Will you attend the conference on the fifth of May, on all of its days?"
    (problem,) = said(asked_at_length, "yes", "no").person(3).problems
    assert problem.found == "Will you attend the conference on the fi… no"
    assert said("RSVP:", "yes", "no").person(3).problems[0].found == "RSVP: no"


def test_an_answer_of_many_blanks_is_looked_at_in_time_that_grows_with_it():
    blank = " " * 200_000
    assert refused("RSVP", "yes", f"maybe{blank}x", f"{blank}no") == [f"{blank}no"]
