"""The translations of Qt and of Foyer: installing those for the person's language, and `tr` for texts of modules."""

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.bundled import bundled


def tr(text: str) -> str:
    """Return the translation of a text of a module, as `self.tr` does for one of a widget.

    Import it by name and call it `tr("…")`: `pyside6-lupdate` files what it finds in a bare call under no context, but
    that of `module.tr("…")` under the module's name, where nobody would look.
    """
    return QCoreApplication.translate("", text)


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
