"""What stands beside the pages: the brand, the steps, what Foyer is connected to, and the way to the settings."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.journey import steps
from desktop_app.journey.state import Connection, JourneyState, Mode
from desktop_app.journey.steps import Step
from desktop_app.ui import theme
from desktop_app.ui.widgets.connection_chip import ConnectionChip
from desktop_app.ui.widgets.step_rail import StepRail, StepView

WIDTH = 232
"""Pixels at 100 % text size."""


class SideBar(QFrame):
    """Shows the journey as the window tells it; its `rail` says which step was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.rail = StepRail()
        self.chip = ConnectionChip()
        self.settings_button = QPushButton(theme.icon("gear"), self.tr("Settings"))
        self.settings_button.setObjectName("settings")
        self.settings_button.setAccessibleName(self.settings_button.text())
        self.settings_button.setProperty("kind", "rail")
        self.settings_button.setAutoDefault(True)  # outside a dialog, only then does Enter press it
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 32, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._brand())
        column.addWidget(self.rail)
        column.addStretch()
        column.addWidget(self.chip)
        column.addWidget(self.settings_button)

    def _brand(self) -> QHBoxLayout:
        brand = QHBoxLayout()
        brand.setContentsMargins(8, 0, 0, 20)
        brand.setSpacing(12)
        mark = QLabel()
        mark.setObjectName("mark")
        mark.setPixmap(theme.mark().pixmap(QSize(32, 32), self.devicePixelRatioF()))
        name = QLabel("Foyer")
        name.setProperty("role", "product")
        brand.addWidget(mark)
        brand.addWidget(name)
        brand.addStretch()
        return brand

    def fit(self, window: int) -> None:
        """Be as wide as larger text needs, and at most a quarter of a window that is `window` pixels wide."""
        self.setFixedWidth(min(theme.px(WIDTH), max(window // 4, WIDTH)))

    def show_state(
        self, state: JourneyState, current: Step, captions: Mapping[Step, str], reachable: Collection[Step]
    ) -> None:
        """Show where the journey is: the `current` step, what the pages say below their steps, and which of them a
        person can go to now."""
        views = []
        for step in Step:
            kind = _kind(step, state, current)
            opens = "" if kind == "current" else self._opens(step, state)
            caption = opens if kind == "locked" else captions.get(step, "")
            views.append(StepView(self._name(step), caption, kind, enabled=step in reachable, opens=opens))
        self.rail.set_steps(views)
        self._show_connection(state.connection)

    def _opens(self, step: Step, state: JourneyState) -> str:
        """When a step opens that can't be chosen yet. Those that published events leave behind don't open again."""
        if steps.is_open(step, state) or state.published:
            return ""
        if step is Step.ATTENDEES:
            return self.tr("Once there is a draft")
        return self.tr("After {step}").format(step=self._name(Step(step - 1)))

    def _name(self, step: Step) -> str:
        return {
            Step.CONNECT: self.tr("Connect"),
            Step.HUB: self.tr("Hub"),
            Step.EVENT: self.tr("Event"),
            Step.REVIEW: self.tr("Review"),
            Step.PUBLISH: self.tr("Publish"),
            Step.ATTENDEES: self.tr("Attendees"),
        }[step]

    def _show_connection(self, connection: Connection | None) -> None:
        if connection is None:
            self.chip.show_state("none", self.tr("Not connected"))
        elif connection.mode is Mode.PRACTICE:
            self.chip.show_state("warn", self.tr("Practice mode"), self.tr("Nothing reaches Zoom"))
        else:
            self.chip.show_state("ok", connection.profile_name, self.tr("Connected"))


def _kind(step: Step, state: JourneyState, current: Step) -> str:
    if step is current:
        return "current"
    if steps.is_done(step, state) or (step is Step.EVENT and current > step):
        return "done"
    return "locked" if step is Step.ATTENDEES and not steps.is_open(step, state) else "upcoming"
