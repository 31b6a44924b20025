"""The sessions of a multi-session event, each on one of its days."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.event.draft import EventDraft, EventType
from desktop_app.event.guidance import LISTED_SESSIONS
from desktop_app.event.problem import Problem, Severity
from desktop_app.ui import problem_texts, theme, words
from desktop_app.ui.pages.event.days import DayRow
from desktop_app.ui.pages.event.section import Section
from desktop_app.ui.pages.event.session_card import EditedSession, SessionCard
from desktop_app.ui.pages.event.session_pages import A_PAGE, SessionPages, first_of, page_of
from desktop_app.ui.widgets.labeled_field import LabeledField


class SessionsSection(Section):
    """The list of sessions, in the order in which they were added.

    A page of them is on screen, in cards that are made when they are first needed, and from then on show one session
    after another. What is typed is kept by the sessions, so nothing depends on which of them are shown. After `fill`
    cards may be lacking: whoever shows the page calls `make_a_card`, in as many turns as it takes. `look_at` tells that
    a card should come into view.
    """

    look_at = Signal(QWidget)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._cards: list[SessionCard] = []
        self._sessions: list[EditedSession] = []
        self._page = 0
        self._days: list[DayRow] = []
        self._problems: Mapping[str, Sequence[Problem]] = {}
        self._all_of_them = False
        holder = QWidget(self)
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(12)
        self.pages = SessionPages(holder)
        self.pages.turned.connect(self._show)
        self._list.addWidget(self.pages)
        self._holder = holder
        self.add = QPushButton(theme.icon("plus", "text2", 16), self.tr("Add a session"), self)
        self.add.setObjectName("add_session")
        self.add.setAccessibleName(self.add.text())
        self.add.setProperty("extent", "small")
        self.add.clicked.connect(self._add_next)
        self.on = QPushButton(theme.icon("arrow-right", "text2", 16), self.tr("Show later sessions"), self)
        self.on.setObjectName("sessions_on")
        self.on.setAccessibleName(self.on.text())
        self.on.setProperty("kind", "quiet")
        self.on.setProperty("extent", "small")
        self.on.clicked.connect(self._turn_on)
        holder.setFocusProxy(self.add)
        self.column.addWidget(self.add_field("sessions", LabeledField(self.tr("Sessions"), holder, parent=self)))
        below = QHBoxLayout()
        self.column.addLayout(below)
        below.addWidget(self.add)
        below.addStretch()
        below.addWidget(self.on)

    @property
    def cards(self) -> Sequence[SessionCard]:
        """The cards that show a session, from the top."""
        return self._cards[: len(self._shown())]

    # --- the draft

    def show_days(self, days: Sequence[DayRow]) -> None:
        """The days changed: each session keeps its own, and the cards offer them anew."""
        self._days = list(days)
        for session in self._sessions:
            session.keep_to(days)
        for card in self.cards:
            card.show_days(days)

    def fill(self, draft: EventDraft) -> None:
        plans = draft.sessions
        del self._sessions[len(plans) :]
        self._sessions += [EditedSession() for _ in range(len(plans) - len(self._sessions))]
        for session, plan in zip(self._sessions, plans, strict=True):
            session.take(plan, self._days)
        self._page = min(self._page, self._last_page())
        self._fill_cards()

    def read(self, draft: EventDraft) -> EventDraft:
        return replace(draft, sessions=tuple(session.plan() for session in self._sessions))

    def adapt(self, draft: EventDraft) -> None:
        self.setVisible(draft.event_type is EventType.MULTI_SESSION)
        count = len(self._sessions)
        self.fields["sessions"].set_aside(words.number(count) if count else "")
        self.add.setEnabled(count < LISTED_SESSIONS)
        for card in self.cards:
            card.say_when_it_is()

    def forget_visits(self) -> None:
        """Another event is shown: its sessions are others."""
        super().forget_visits()
        self._sessions = []
        self._page = 0

    # --- problems

    def show_problems(self, problems: Mapping[str, Sequence[Problem]], *, all_of_them: bool) -> None:
        self._problems, self._all_of_them = problems, all_of_them
        super().show_problems(problems, all_of_them=all_of_them)
        for card in self.cards:
            card.keep_visits()
        self.pages.show_wrong(self._wrong())

    def show_place(self, key: str) -> LabeledField | None:
        """Turn to the page of the field for `key`, and return that."""
        found = self._session_of(key)
        if found is not None:
            self._show(page_of(found[0], len(self._sessions)))
        return super().show_place(key)

    def _session_of(self, key: str) -> tuple[int, str] | None:
        """Return which session a field belongs to, and its part of it: 7 and "end" for "sessions.7.end"."""
        section, _, rest = key.partition(".")
        number, _, part = rest.partition(".")
        if section != "sessions" or not number.isdecimal() or int(number) >= len(self._sessions):
            return None
        return int(number), part

    def _wrong(self) -> set[int]:
        """The places of sessions with something to fix that is due to be shown."""
        wrong = set()
        for key, problems in self._problems.items():
            found = self._session_of(key)
            if found is None:
                continue
            number, part = found
            left = self._all_of_them or part in self._sessions[number].left
            if any(
                problem.severity is Severity.ERROR and (left or not problem_texts.is_missing(problem.code))
                for problem in problems
            ):
                wrong.add(number)
        return wrong

    # --- sessions come and go

    def _add_next(self) -> None:
        """A new session begins where the last one ends, on the same day."""
        if self._sessions:
            last = self._sessions[-1]
            self._append(EditedSession(day=last.day, elsewhere=last.elsewhere, start=last.end))
        elif self._days:
            self._append(EditedSession(day=self._days[0], start=self._days[0].start.time()))
        else:
            self._append(EditedSession())

    def _duplicate(self, card: SessionCard) -> None:
        copied = card.session
        self._append(replace(copied, session_id="", left=set(), unread={}))

    def _append(self, session: EditedSession) -> None:
        self._sessions.append(session)
        self._show(self._last_page())
        self._focus(self.cards[-1])
        self.say_chosen()

    def _remove(self, card: SessionCard) -> None:
        place = self._sessions.index(card.session)
        del self._sessions[place]
        self._show(min(self._page, self._last_page()))
        if self.cards:
            self._focus(self.cards[min(place - self._first(), len(self.cards) - 1)])
        else:
            self.add.setFocus(Qt.FocusReason.TabFocusReason)
        self.say_chosen()

    def _focus(self, card: SessionCard) -> None:
        card.name.setFocus(Qt.FocusReason.TabFocusReason)
        self.look_at.emit(card)

    # --- the page that is shown

    def _turn_on(self) -> None:
        """From the end of a page to the beginning of the next."""
        self._show(self._page + 1)
        if self.cards:
            self._focus(self.cards[0])

    def _last_page(self) -> int:
        return page_of(len(self._sessions) - 1, len(self._sessions))

    def _first(self) -> int:
        return first_of(self._page, len(self._sessions))

    def _shown(self) -> Sequence[tuple[int, EditedSession]]:
        """The page's sessions with their places in the whole list."""
        first = self._first()
        return list(enumerate(self._sessions[first : first + A_PAGE], start=first))

    def _show(self, page: int) -> None:
        """Show a page's sessions with their problems."""
        self._page = page
        while self.make_a_card():
            pass
        self._fill_cards()
        self.show_problems(self._problems, all_of_them=self._all_of_them)

    def _fill_cards(self) -> None:
        """Show the sessions as far as there are cards for them."""
        shown = self._shown()
        for card, (place, session) in zip(self._cards, shown, strict=False):
            card.show_session(session, place + 1, self._days)
            card.show()
        for card in self._cards[len(shown) :]:
            card.put_away()
        self.pages.show_page(self._page, len(self._sessions))
        self.on.setVisible(self._page < self._last_page())
        self._register()

    def make_a_card(self) -> bool:
        """Make one of the cards that the sessions on screen still lack. Returns False when they lack none."""
        shown = self._shown()
        if len(self._cards) >= len(shown):
            return False
        place, session = shown[len(self._cards)]
        card = SessionCard(self._holder)
        card.typed.connect(self.say_typed)
        card.chosen.connect(self.say_chosen)
        card.removed.connect(lambda: self._remove(card))
        card.duplicated.connect(lambda: self._duplicate(card))
        card.show_session(session, place + 1, self._days)
        card.show()
        self._list.addWidget(card)
        self._cards.append(card)
        self._register()
        self.show_problems(self._problems, all_of_them=self._all_of_them)
        return True

    def _register(self) -> None:
        """Tie the draft's fields to the cards in which they are shown."""
        self.drop_fields("sessions.")
        for place, card in enumerate(self.cards, start=self._first()):
            for part, field in card.fields.items():
                line = card.line if part in ("date", "start", "end") else None
                self.add_field(f"sessions.{place}.{part}", field, line=line)
