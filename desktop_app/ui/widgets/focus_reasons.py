"""What brings the focus, where nobody moved it."""

from PySide6.QtCore import Qt

NOT_MOVED = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""It goes to a list or a menu, or to another window, and comes back from there."""
