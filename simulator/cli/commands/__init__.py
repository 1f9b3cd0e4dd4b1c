"""One file a command; each module holds a `command`."""
