"""Why a server could not be reached, in plain words and with what to do about it."""

import errno
import socket
import ssl
from collections.abc import Callable, Iterator

REFUSED = "cannot be reached: nobody listens at that port; check the port, and that the server runs"
NO_WAY = "cannot be reached: no way leads there; is this computer online?"
CLOSED = "closed the connection"
LATE = "did not answer in time"
NO_HOST = "cannot be reached: there is no host of that name; check how it is spelled"
UNASKED = "cannot be reached: its name could not be looked up; is this computer online?"
NO_TLS = "cannot be reached: it does not speak TLS at that port; check the port"
NO_COMMON_TLS = "cannot be reached: it agrees to no TLS that is safe; its owner must renew it"
UNTRUSTED = "cannot be reached: its certificate is not trusted; its owner must have it signed"
CERTIFICATES = {
    9: "cannot be reached: its certificate is not valid yet; is the clock right?",
    10: "cannot be reached: its certificate has expired; its owner must renew it",
    62: "cannot be reached: its certificate is for another name; check how it is spelled",
    64: "cannot be reached: its certificate is for another address; use the name of the server",
}
"""What OpenSSL says by number of a certificate that it does not take."""
NOT_TLS = {"WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST"}
OF_NETWORKS = {
    errno.ENETUNREACH,
    errno.EHOSTUNREACH,
    errno.ENETDOWN,
    errno.EHOSTDOWN,
    errno.EADDRNOTAVAIL,
}
ENDS = (ConnectionResetError, BrokenPipeError, ConnectionAbortedError, EOFError)


def why(error: BaseException) -> str | None:
    """Say what became of a connection; None where the error and its causes do not tell."""
    told = (_said(one) for one in _causes(error))
    return next((said for said in told if said is not None), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _said(error: BaseException) -> str | None:
    for kind, words in KINDS:
        if isinstance(error, kind):
            return words if isinstance(words, str) else words(error)
    return None


def _of_certificate(error: BaseException) -> str:
    return CERTIFICATES.get(getattr(error, "verify_code", 0), UNTRUSTED)


def _of_tls(error: BaseException) -> str:
    return NO_TLS if getattr(error, "reason", None) in NOT_TLS else NO_COMMON_TLS


def _of_name(error: BaseException) -> str:
    return UNASKED if getattr(error, "errno", 0) == socket.EAI_AGAIN else NO_HOST


def _of_network(error: BaseException) -> str | None:
    return NO_WAY if getattr(error, "errno", None) in OF_NETWORKS else None


KINDS: tuple[
    tuple[
        type[BaseException] | tuple[type[BaseException], ...],
        str | Callable[[BaseException], str | None],
    ],
    ...,
] = (
    (ssl.SSLCertVerificationError, _of_certificate),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), CLOSED),
    (ssl.SSLError, _of_tls),
    (socket.gaierror, _of_name),
    (ConnectionRefusedError, REFUSED),
    (ENDS, CLOSED),
    (TimeoutError, LATE),
    (OSError, _of_network),
)
"""From the narrowest to the widest: most of these are an OSError too."""
