"""The Connect page with an account that signs in, and what is left of earlier runs."""

from page_program import SECRET, Desk, FakeKeychain
from PySide6.QtWidgets import QMessageBox, QPushButton

from desktop_app.storage.profiles import Profile
from desktop_app.ui.pages.connect.page import ConnectPage

ConnectDesk = Desk[ConnectPage]


async def sign_in(desk: ConnectDesk, name: str = "Acme Corp", secret: str = SECRET) -> None:
    desk.click("connect_account")
    desk.type("connect_name", name)
    desk.type("connect_account_id", "acme")
    desk.type("connect_client_id", "acme-client")
    desk.type("connect_client_secret", secret)
    await desk.press()


async def opened_again(desk: ConnectDesk, keychain: FakeKeychain | None) -> ConnectDesk:
    """The same folder in another run of the program."""
    again = Desk(ConnectPage, desk.folder, desk.zoom, keychain)
    await again.enter()
    return again


def remember(desk: ConnectDesk, *names: str) -> list[Profile]:
    """Profiles of earlier runs."""
    made = []
    for name in names:
        profile = Profile(name.lower(), name, f"{name}-account", f"{name}-client", remembered=True)
        desk.program.profiles.save(profile)
        made.append(profile)
    desk.settings.change(last_profile=made[0].id)
    return made


def forget(desk: ConnectDesk, answer: str = "forget_confirm") -> None:
    """Forget the profile that is shown, and answer the question."""
    desk.click("connect_forget")
    (box,) = [each for each in desk.page.findChildren(QMessageBox) if each.isVisible()]
    button = box.findChild(QPushButton, answer)
    assert button is not None
    button.click()
