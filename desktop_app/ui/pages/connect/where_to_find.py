"""Where the values of an account are found: the way to them at Zoom, step by step."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desktop_app.journey import readiness
from desktop_app.ui import theme
from desktop_app.ui.pages.page import MARKETPLACE
from desktop_app.ui.program import Program
from desktop_app.ui.translations import tr
from desktop_app.ui.widgets.copy_button import CopyButton
from desktop_app.ui.widgets.expander import Expander
from desktop_app.ui.widgets.plain import plain_label


class WhereToFind(Expander):
    """Closed at first."""

    def __init__(self, program: Program) -> None:
        super().__init__(tr("Where do I find these?"))
        self.setObjectName("connect_help")
        steps = QWidget()
        grid = QGridLayout(steps)
        grid.setContentsMargins(4, 4, 4, 4)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        texts = (
            self.tr("Sign in to the Zoom Marketplace as an admin, or ask your Zoom admin to."),
            self.tr("Choose Develop, then Build App, then Server-to-Server OAuth."),
            self.tr("Under Scopes, add the permissions that Foyer uses."),
            self.tr("Copy the Account ID, Client ID, and Client Secret into the boxes above."),
            self.tr("Activate the app. If your app shows no Account ID, leave that box empty."),
        )
        for row, text in enumerate(texts):
            number = plain_label(str(row + 1), "accent")
            said = plain_label(text, "small")
            for column, label in enumerate((number, said)):
                label.setContentsMargins(0, 4, 0, 4)  # as high as the buttons at the end of two of the lines
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                grid.addWidget(label, row, column)
        opener = QPushButton(self.tr("Open Zoom Marketplace"))
        opener.setObjectName("connect_marketplace")
        opener.setAccessibleName(opener.text())
        opener.setProperty("kind", "link")
        opener.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon stands behind the words
        opener.setIcon(theme.icon("external", "accentText", 16, behind=True))
        opener.clicked.connect(lambda: program.open_url(MARKETPLACE))
        grid.addWidget(opener, 0, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        copy = CopyButton(self.tr("Copy the list"), lambda: "\n".join(readiness.all_scopes()))
        copy.setObjectName("connect_copy_scopes")
        copy.setProperty("kind", "link")
        grid.addWidget(copy, 2, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.set_content(steps)
