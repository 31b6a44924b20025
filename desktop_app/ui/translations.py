"""Installs the translations of Qt and of Foyer for the person's language, where there are any."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.bundled import bundled


def install(app: QApplication) -> bool:
    """Install what exists for the system's language; without Foyer's own, all words stay American English.

    Returns whether Foyer speaks the person's language.
    """
    language = QLocale.system()
    ours = QTranslator(app)
    if not ours.load(language, "foyer", "_", _folder()):
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
        return False
    qt = QTranslator(app)
    if qt.load(language, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qt)
    app.installTranslator(ours)
    QLocale.setDefault(language)
    return True


def _folder() -> str:
    try:
        return str(bundled("translations"))
    except FileNotFoundError:
        return ""
