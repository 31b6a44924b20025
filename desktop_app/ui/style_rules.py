"""The rules of the style sheet, with `@token` for every color and `@picture` for the few pictures that it needs.

Heights in a style sheet leave the borders out: 36 px are `min-height: 34px` and two borders. Where a border grows to
2 px, height and padding shrink by one each side, so that nothing shifts.
"""

_TEXT = """
QLabel { color: @text; background: transparent; }
QLabel[role="title"] { font-size: 24px; font-weight: 600; }
QLabel[role="display"] { font-size: 32px; font-weight: 600; }
QLabel[role="stat"] { font-size: 20px; font-weight: 600; }
QLabel[role="product"], QLabel[role="section"] { font-size: 18px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="name"] { font-weight: 500; }
QLabel[role="subtitle"] { color: @text2; }
QLabel[role="label"] { font-size: 13px; font-weight: 500; }
QLabel[role="small"], QLabel[role="status"] { font-size: 13px; color: @text2; }
QLabel[role="column"] { font-size: 12px; font-weight: 500; color: @text2; }
QLabel[role="value"] { font-size: 13px; font-weight: 500; }
QLabel[role="cell"] { font-size: 13px; }
QLabel[role="caption"] { font-size: 12px; color: @text3; }
QLabel[role="aside"] { font-size: 13px; color: @text3; }
QLabel[role="accent"] { font-size: 13px; font-weight: 600; color: @accentText; }
QLabel[role="problem"] { font-size: 12px; color: @badText; }
QLabel[role="ok"] { font-size: 13px; color: @okText; }
QLabel[role="warn"] { font-size: 13px; color: @warnText; }
QLabel[role="bad"] { font-size: 13px; color: @badText; }
QLabel[role="mono"] { font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; font-size: 12px; }
QLabel:disabled, QLabel[role]:disabled { color: @disabledText; }
"""

_BUTTONS = """
QPushButton {
    min-height: 34px; padding: 0 15px; border: 1px solid @line2; border-radius: 6px;
    background: @card; color: @text; font-weight: 500; outline: 0;
}
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:disabled { color: @disabledText; border-color: @line; background: transparent; }
QPushButton[extent="large"] { min-height: 38px; padding: 0 19px; }
QPushButton[extent="small"] { min-height: 30px; padding: 0 11px; font-size: 13px; }

QPushButton[kind="primary"] { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="primary"]:pressed { background: @accentPressed; border-color: @accentPressed; }
QPushButton[kind="primary"]:disabled { background: @disabledBg; border-color: @disabledBg; color: @disabledText; }
QPushButton[kind="primary"][busy="true"], QPushButton[kind="primary"][busy="true"]:disabled {
    background: @accent; border-color: @accent; color: @onAccent; padding-left: 43px;
}

QPushButton[kind="danger"] { color: @badText; border-color: @bad; }
QPushButton[kind="danger"]:hover { background: @badSoft; }
QPushButton[kind="danger"]:pressed { background: @badSoft; border-color: @badText; }
QPushButton[kind="danger"]:disabled { color: @disabledText; border-color: @line; }

QPushButton[kind="quiet"], QPushButton[kind="link"], QPushButton[kind="rail"] {
    border-color: transparent; background: transparent;
}
QPushButton[kind="quiet"] { color: @text2; padding: 0 11px; }
QPushButton[kind="link"] { color: @accentText; padding: 0 5px; font-size: 13px; min-height: 26px; }
QPushButton[kind="rail"] { color: @text2; padding: 0 10px; font-size: 13px; text-align: left; }
QPushButton[kind="quiet"]:hover, QPushButton[kind="link"]:hover, QPushButton[kind="rail"]:hover { background: @hover; }
QPushButton[kind="quiet"]:pressed, QPushButton[kind="link"]:pressed, QPushButton[kind="rail"]:pressed {
    background: @pressed;
}
QPushButton[kind="quiet"]:disabled, QPushButton[kind="link"]:disabled, QPushButton[kind="rail"]:disabled {
    color: @disabledText; border-color: transparent;
}
QPushButton[kind="expander"] {
    color: @accentText; border: 0; border-radius: 9px; background: transparent; padding: 0 15px; min-height: 42px;
    text-align: left;
}
QPushButton[kind="expander"]:hover { background: @hover; }
QPushButton[kind="expander"]:pressed { background: @pressed; }
QPushButton[kind="expander"]:disabled { color: @disabledText; background: transparent; }

QPushButton[kind="filter"] {
    min-height: 30px; border-radius: 16px; padding: 0 12px; color: @text2; font-size: 13px; font-weight: 400;
}
QPushButton[kind="filter"]:checked { background: @accent; border-color: @accent; color: @onAccent; font-weight: 600; }
QPushButton[kind="filter"]:checked:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="filter"]:disabled { color: @disabledText; border-color: @line; }
QPushButton[kind="filter"]:checked:disabled {
    background: @disabledBg; border-color: @disabledBg; color: @disabledText;
}

QPushButton[seg="first"], QPushButton[seg="middle"], QPushButton[seg="last"], QPushButton[seg="only"] {
    border: 1px solid @line2; border-radius: 0; padding: 0 13px; color: @text2; font-size: 13px; font-weight: 400;
}
QPushButton[seg="middle"], QPushButton[seg="last"] { border-left-color: @line; margin-left: -1px; }
QPushButton[seg="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
QPushButton[seg="last"] { border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
QPushButton[seg="only"] { border-radius: 6px; }
QPushButton[seg]:checked { background: @accentSoft; color: @accentText; border-color: @accent; font-weight: 600; }
QPushButton[seg]:checked:hover { background: @accentSoft; }
QPushButton[seg]:disabled { color: @disabledText; background: @disabledBg; border-color: @line; }

QToolButton { border: 0; border-radius: 6px; padding: 4px; background: transparent; color: @text; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
"""

# Qt leaves 4 px between icon and words, and no style sheet can say otherwise: what an icon's width is more than its
# height is added to them (theme._TokenIcon), in all 8 px, in segments and filters 6, in the rail 12.
# [text] is true of any text but a null one, which is what Python's "" becomes.
_ICONS_IN_BUTTONS = """
QPushButton { qproperty-iconSize: 18px 18px; }
QPushButton[text] { qproperty-iconSize: 22px 18px; }
QPushButton[text=""] { qproperty-iconSize: 18px 18px; }
QPushButton[extent="small"] { qproperty-iconSize: 16px 16px; }
QPushButton[extent="small"][text] { qproperty-iconSize: 20px 16px; }
QPushButton[extent="small"][text=""] { qproperty-iconSize: 16px 16px; }
QPushButton[kind="expander"][text] { qproperty-iconSize: 20px 16px; }
QPushButton[kind="filter"], QPushButton[seg] { qproperty-iconSize: 18px 16px; }
QPushButton[kind="link"][text] { qproperty-iconSize: 20px 16px; }
QPushButton[kind="rail"][text] { qproperty-iconSize: 28px 20px; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox {
    min-height: 34px; border: 1px solid @line2; border-radius: 6px; padding: 0 9px; background: @card; color: @text;
    selection-background-color: @accent; selection-color: @onAccent; placeholder-text-color: @text3;
}
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: @text2; }
QLineEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus {
    border: 2px solid @focus; padding: 0 8px; min-height: 32px;
}
QLineEdit[state="problem"], QComboBox[state="problem"], QAbstractSpinBox[state="problem"] {
    border: 2px solid @bad; padding: 0 8px; min-height: 32px;
}
QLineEdit[state="problem"]:focus, QComboBox[state="problem"]:focus, QAbstractSpinBox[state="problem"]:focus {
    border-color: @focus;
}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    background: @disabledBg; border-color: @line; color: @disabledText;
}
QLineEdit[readOnly="true"] { background: @subtle; border-color: @line2; }
QLineEdit { lineedit-clear-button-icon: url(@clearPicture); lineedit-password-character: 8226; }
QComboBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: 0; padding: 0; min-height: 0; background: transparent;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { padding: 0 9px; }
QComboBox { combobox-popup: 0; padding: 0; padding-left: 11px; }
QComboBox:focus, QComboBox:on, QComboBox[state="problem"] { padding: 0; padding-left: 10px; }
QComboBox::drop-down { border: 0; width: 34px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow { image: url(@downPicture); width: 18px; height: 18px; }
QComboBox::down-arrow:disabled { image: url(@downOffPicture); }
QComboBox QAbstractItemView {
    border: 1px solid @line2; border-radius: 6px; background: @card; color: @text; padding: 4px; outline: 0;
    selection-background-color: @accentSoft; selection-color: @text;
}
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; color: @text; }
QComboBox QAbstractItemView::item:hover { background: @hover; }
QComboBox QAbstractItemView::item:selected { background: @accentSoft; color: @accentText; }
QAbstractSpinBox { min-height: 31px; }
QAbstractSpinBox:focus, QAbstractSpinBox[state="problem"] { min-height: 29px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: 0; width: 26px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url(@upPicture); width: 14px; height: 14px; }
QAbstractSpinBox::down-arrow { image: url(@downPicture); width: 14px; height: 14px; }

QPlainTextEdit, QTextEdit {
    border: 1px solid @line2; border-radius: 6px; padding: 7px 8px; background: @card; color: @text;
    selection-background-color: @accent; selection-color: @onAccent;
}
QPlainTextEdit:hover, QTextEdit:hover { border-color: @text2; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid @focus; padding: 6px 7px; }
QPlainTextEdit[state="problem"], QTextEdit[state="problem"] { border: 2px solid @bad; padding: 6px 7px; }
QPlainTextEdit[state="problem"]:focus, QTextEdit[state="problem"]:focus { border-color: @focus; }
QPlainTextEdit:disabled, QTextEdit:disabled { background: @disabledBg; border-color: @line; color: @disabledText; }
QPlainTextEdit[look="read-only"] { background: @subtle; border-color: @line; font-size: 13px; }
QPlainTextEdit[look="read-only"]:focus { border-color: @focus; }

QCheckBox, QRadioButton { spacing: 12px; color: @text; background: transparent; min-height: 24px; outline: 0; }
QCheckBox:disabled, QRadioButton:disabled { color: @disabledText; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid @line2; border-radius: 4px; background: @card;
}
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { background: @hover; border-color: @text2; }
QCheckBox::indicator:pressed, QRadioButton::indicator:pressed { background: @pressed; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@tickPicture); }
QCheckBox::indicator:checked:hover { background: @accentHover; border-color: @accentHover; }
QCheckBox::indicator:checked:pressed { background: @accentPressed; border-color: @accentPressed; }
QCheckBox::indicator:indeterminate { background: @accent; border-color: @accent; image: url(@dashPicture); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @disabledBg; border-color: @line; }
QCheckBox::indicator:checked:disabled { background: @disabledBg; border-color: @line; image: url(@tickOffPicture); }
QRadioButton::indicator:checked { border-color: @accent; background: @card; image: url(@dotPicture); }
QRadioButton::indicator:checked:hover { border-color: @accentHover; image: url(@dotHoverPicture); }
QRadioButton::indicator:checked:disabled { border-color: @line; image: url(@dotOffPicture); }
"""

_SURFACES = """
QFrame#rail { background: @rail; border: 0; border-right: 1px solid @line; }
QFrame#action_bar { background: @canvas; border: 0; border-top: 1px solid @line; }
QFrame[look="card"] { background: @card; border: 1px solid @line; border-radius: 10px; }
QFrame[look="subtle"] { background: @subtle; border: 0; border-radius: 6px; }
QFrame[look="flat-row"], QFrame[look="event-row"] { border: 0; border-top: 1px solid @line; }
QFrame[look="table-head"] { background: @subtle; border: 0; border-top: 1px solid @line; }
QFrame[look="table-head"][place="top"] {
    border-top: 0; border-top-left-radius: 9px; border-top-right-radius: 9px;
}
QFrame[look="table-head"] QLabel { color: @text2; font-size: 12px; font-weight: 500; }
QFrame[look="column-line"] { border: 0; background: @line; max-width: 1px; min-width: 1px; }
QFrame[look="divider"] { border: 0; background: @line; max-height: 1px; min-height: 1px; }
QFrame[look="popup"] { background: @card; border: 1px solid @line2; border-radius: 6px; }

QFrame#connection_chip { border: 1px solid @line; border-radius: 8px; background: transparent; }
QFrame#connection_chip QLabel { font-size: 12px; color: @text2; }
QFrame#connection_chip[kind="ok"] { background: @okSoft; border-color: @okLine; }
QFrame#connection_chip[kind="ok"] QLabel { color: @okText; }
QFrame#connection_chip[kind="warn"] { background: @warnSoft; border-color: @warnLine; }
QFrame#connection_chip[kind="warn"] QLabel { color: @warnText; }
QFrame#connection_chip QLabel[role="strong"] { font-weight: 600; }

QFrame[look="message"] { border: 1px solid @accentLine; border-radius: 8px; background: @accentSoft; }
QFrame[look="message"][kind="ok"] { border-color: @okLine; background: @okSoft; }
QFrame[look="message"][kind="warn"] { border-color: @warnLine; background: @warnSoft; }
QFrame[look="message"][kind="error"] { border-color: @badLine; background: @badSoft; }
QFrame[look="message"] QLabel[role="message-title"] { font-weight: 600; color: @accentText; }
QFrame[look="message"][kind="ok"] QLabel[role="message-title"] { color: @okText; }
QFrame[look="message"][kind="warn"] QLabel[role="message-title"] { color: @warnText; }
QFrame[look="message"][kind="error"] QLabel[role="message-title"] { color: @badText; }
QFrame[look="message"] QLabel[role="small"], QFrame[look="message"] QLabel[role="mono"] { color: @text2; }
QFrame[look="message"] QPushButton[extent="small"] { background: @card; }
QFrame[look="message"] QPushButton[extent="small"]:hover { background: @hover; }
QFrame[look="message"] QPushButton[kind="link"] { background: transparent; color: @accentText; }
QFrame[look="message"][kind="ok"] QPushButton[kind="link"] { color: @okText; }
QFrame[look="message"][kind="warn"] QPushButton[kind="link"] { color: @warnText; }
QFrame[look="message"][kind="error"] QPushButton[kind="link"] { color: @badText; }
QFrame[look="message"][kind] QPushButton[kind="link"]:disabled { color: @disabledText; }
QFrame[look="message"] QPushButton[kind="link"]:hover { background: @hover; }
QFrame[look="message"][kind] QLabel:disabled, QFrame[look="message"][kind] QLabel[role]:disabled {
    color: @disabledText;
}
QFrame[look="message-line"] { border: 0; background: @accentLine; max-height: 1px; min-height: 1px; }
QFrame[look="message"][kind="error"] QFrame[look="message-line"] { background: @badLine; }

QFrame[look="chip"] {
    background: @subtle; border: 1px solid @line; border-radius: 12px; min-height: 22px;
}
QFrame[look="chip"] QLabel { color: @text2; font-size: 12px; font-weight: 500; }
QFrame[look="chip"][kind="ok"] { background: @okSoft; border-color: @okLine; }
QFrame[look="chip"][kind="ok"] QLabel { color: @okText; }
QFrame[look="chip"][kind="warn"] { background: @warnSoft; border-color: @warnLine; }
QFrame[look="chip"][kind="warn"] QLabel { color: @warnText; }
QFrame[look="chip"][kind="bad"] { background: @badSoft; border-color: @badLine; }
QFrame[look="chip"][kind="bad"] QLabel { color: @badText; }
QFrame[look="chip"][kind="accent"] { background: @accentSoft; border-color: @accentLine; }
QFrame[look="chip"][kind="accent"] QLabel { color: @accentText; }

QFrame[look="chip"]:disabled { background: @disabledBg; border-color: @line; }
QFrame[look="chip"][kind]:disabled { background: @disabledBg; border-color: @line; }
QFrame[look="chip"][kind] QLabel:disabled { color: @disabledText; }

QProgressBar { border: 0; border-radius: 4px; background: @pressed; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: @accent; border-radius: 4px; }
QProgressBar::chunk:disabled { background: @disabledText; }

QToolTip { background: @card; color: @text; border: 1px solid @line2; padding: 4px 8px; font-size: 13px; }
QMenu { background: @card; color: @text; border: 1px solid @line2; padding: 4px; }
QMenu::item { padding: 6px 12px; padding-right: 24px; border-radius: 4px; }
QMenu::item:selected { background: @hover; }
QMenu::item:disabled { color: @disabledText; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
"""

# A dialog for files of Qt's own, where the system has none, would draw its arrows in black.
_LISTS = """
QAbstractScrollArea::corner { background: transparent; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { border: 0; background: transparent; }
QListView, QTreeView {
    background: @card; border: 1px solid @line2; border-radius: 6px; color: @text; outline: 0; padding: 4px;
}
QListView::item { min-height: 32px; padding: 0 8px; border-radius: 4px; color: @text; }
QListView::item:hover { background: @hover; }
QListView::item:selected { background: @accentSoft; color: @accentText; }
QListView[look="hubs"] { background: transparent; border: 0; padding: 0; font-weight: 500; }
QListView[look="hubs"]::item {
    min-height: 52px; padding: 0 7px; margin-bottom: 4px; border: 2px solid transparent; border-radius: 8px;
    color: @text;
}
QListView[look="hubs"]::item:hover { background: @hover; }
QListView[look="hubs"]::item:selected { background: @accentSoft; border-color: @accent; color: @text; }

QTableView {
    background: @card; alternate-background-color: @card; border: 1px solid @line; border-radius: 10px; color: @text;
    gridline-color: @line; font-size: 13px; outline: 0; selection-background-color: @accentSoft; selection-color: @text;
}
QTableView::item { border: 0; border-bottom: 1px solid @line; padding: 0 9px; }
QTableView::item:hover { background: @hover; }
QTableView::item:selected { background: @accentSoft; color: @text; }
QTableView QLineEdit { min-height: 0; border-radius: 4px; padding: 0 6px; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
    background: @subtle; color: @text2; border: 0; border-bottom: 1px solid @line; padding: 0 12px; min-height: 32px;
    font-size: 12px; font-weight: 500;
}
QHeaderView::section:hover { color: @text; }
QHeaderView::up-arrow { image: url(@upPicture); }
QHeaderView::down-arrow { image: url(@downPicture); }
QHeaderView::down-arrow, QHeaderView::up-arrow {
    width: 14px; height: 14px; subcontrol-origin: padding; subcontrol-position: center right; right: 6px;
}
QHeaderView::section:horizontal:first { border-top-left-radius: 9px; }
QHeaderView::section:horizontal:last { border-top-right-radius: 9px; }
QHeaderView::section:horizontal:only-one { border-top-left-radius: 9px; border-top-right-radius: 9px; }
QTableCornerButton::section { background: @subtle; border: 0; }

QScrollBar:vertical { background: transparent; width: 14px; margin: 0; border: 0; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 0; border: 0; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 4px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @text3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: 0; background: transparent; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QCalendarWidget QWidget#qt_calendar_navigationbar { background: @card; }
QFileDialog {
    backward-icon: url(@leftPicture); forward-icon: url(@rightPicture);
    filedialog-parent-directory-icon: url(@upPicture);
}
QCalendarWidget QToolButton { min-height: 28px; padding: 2px 8px; color: @text; font-weight: 600; }
QCalendarWidget QToolButton#qt_calendar_prevmonth { qproperty-icon: url(@leftPicture); }
QCalendarWidget QToolButton#qt_calendar_nextmonth { qproperty-icon: url(@rightPicture); }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QTableView {
    border: 0; border-radius: 0; font-size: 13px; background: @card; selection-background-color: @accent;
    selection-color: @onAccent;
}
QCalendarWidget QTableView::item { border: 0; padding: 0; border-radius: 6px; }
QCalendarWidget QTableView::item:selected { background: @accent; color: @onAccent; }
QCalendarWidget QSpinBox { min-height: 26px; padding: 0 4px; }
"""

STYLE = _TEXT + _BUTTONS + _ICONS_IN_BUTTONS + _FIELDS + _SURFACES + _LISTS
