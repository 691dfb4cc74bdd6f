"""What schemathesis does not know of itself: how a body of TOML is sent."""

import schemathesis


@schemathesis.serializer("application/toml")
def toml(_context, value):
    """Sends what was generated as it is: the server must say what is wrong with it, whatever it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
