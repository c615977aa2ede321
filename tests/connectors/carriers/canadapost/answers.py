"""Answers as Canada Post gives them, invented: a parcel with its events, the newest first."""

NUMBER = "2001698038081172"
EVENTS = (
    ("1496", "Item successfully delivered", "2026-01-24", "09:30:12", "EST"),
    ("1701", "Item available for pickup at Post Office", "2026-01-23", "18:22:43", "EST"),
    ("1479", "Attempted delivery. Notice card left.", "2026-01-23", "08:06:20", "EST"),
    ("0174", "Item out for delivery", "2026-01-23", "07:33:56", "EST"),
    ("3000", "Electronic information submitted by shipper", "2026-01-22", "14:55:25", "EST"),
)
Said = tuple[str, str, str, str, str]


def event(code: str, text: str, day: str, time: str, zone: str = "", **more: str) -> str:
    told = {
        "event-identifier": code,
        "event-date": day,
        "event-time": time,
        "event-time-zone": zone,
        "event-description": text,
        "signatory-name": more.get("signed", ""),
        "event-site": more.get("site", "LEVIS"),
        "event-province": more.get("province", "QC"),
    }
    inside = "".join(f"<{name}>{value}</{name}>" for name, value in told.items())
    return f"<occurrence>{inside}</occurrence>"


def answer(*events: str, last: int = 0, **more: str) -> str:
    """Return a parcel of which all events but the `last` ones have happened, or these."""
    told = events or [event(*one) for one in EVENTS[last:]]
    over = {"pin": NUMBER, **more}
    fields = "".join(f"<{n.replace('_', '-')}>{v}</{n.replace('_', '-')}>" for n, v in over.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<tracking-detail xmlns="http://www.canadapost.ca/ws/track">{fields}'
        f"<significant-events>{''.join(told)}</significant-events></tracking-detail>"
    )


def messages(code: str, words: str = "No Pin History") -> str:
    inside = f"<message><code>{code}</code><description>{words}</description></message>"
    return f'<messages xmlns="http://www.canadapost.ca/ws/messages">{inside}</messages>'
