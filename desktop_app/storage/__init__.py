"""What stays on this computer: folders, settings, profiles, secrets (in the system keychain), and work in progress."""
