"""What went wrong, in words."""


class UsageError(Exception):
    """An option that cannot be, or a path that leads nowhere."""


class CaptureFailure(Exception):
    """A group of captures that could not be read, or not to its end."""
