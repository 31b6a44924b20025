"""Saved profiles that can't be read, told where accounts are connected: nobody should wonder where theirs went."""

import logging

from desktop_app.storage.profiles import Profiles
from desktop_app.ui.widgets.message_bar import ErrorView, MessageBar

log = logging.getLogger(__name__)


class DamagedProfiles(MessageBar):
    """Hidden where there is nothing to tell."""

    def __init__(self, profiles: Profiles) -> None:
        super().__init__()
        self._profiles = profiles
        self._settled = False
        self.setObjectName("connect_damaged_profiles")
        self.hide()
        self.action_chosen.connect(lambda _key: self.settle())

    def tell(self) -> None:
        """Say it, at each visit of the page until it was read or settled."""
        if self._settled or self._profiles.kept_aside is None:
            return
        view = ErrorView(
            title=self.tr("Foyer can’t read your saved profiles"),
            what=self.tr("The file with the names and IDs of the accounts you connected is damaged."),
            why=self.tr("Another program may have changed it, or the disk has a fault."),
            do=self.tr(
                "Enter the values from your Zoom app again and choose Connect. "
                "Your events and imports are not affected."
            ),
            details=self.tr("The damaged file was left as it was: {path}").format(path=self._profiles.kept_aside),
            actions=(("read", self.tr("Got it")),),
        )
        self.show_error(view)

    def settle(self) -> None:
        """Never say it again: it was read, or an account is connected."""
        self._settled = True
        self.hide()
        try:
            self._profiles.acknowledge_loss()
        except OSError as error:
            log.warning("The loss of profiles will be told again at the next start: %s", error)
