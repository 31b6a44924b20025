"""What e-mail addresses are compared by, wherever two are: capitals and blanks around them make no other person."""


def email_key(email: str) -> str:
    """Return what two spellings of one address have in common."""
    return email.strip().casefold()


def email_keys(emails: str) -> str:
    """Return the keys of a packed column of addresses, which have no blanks around them any more."""
    small = emails.lower() if emails.isascii() else emails.casefold()
    return emails if small == emails else small
