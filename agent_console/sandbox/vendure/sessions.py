"""Who may ask: the one account of the demo store and the tokens it was given."""

import hmac
import secrets

USERNAME = "superadmin"
PASSWORD = "loopback-only"  # noqa: S105 - the demo store's own, as public as the demo


class Sessions:
    """Tokens that were given out and not taken back."""

    def __init__(self) -> None:
        self._tokens: set[str] = set()

    def open(self, username: str, password: str) -> str | None:
        """Give a token for the right password, else nothing."""
        if username != USERNAME or not hmac.compare_digest(password.encode(), PASSWORD.encode()):
            return None
        token = secrets.token_hex(32)
        self._tokens.add(token)
        return token

    def knows(self, token: str | None) -> bool:
        """Whether a token is good."""
        return token in self._tokens

    def close(self, token: str | None) -> None:
        """Take a token back."""
        self._tokens.discard(token or "")
