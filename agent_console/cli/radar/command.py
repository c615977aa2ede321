"""Which parcels are at risk, listed for whoever comes first; taken, given back."""

from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta

from agent_console.cli.command import Command, Console, Result, UsageError
from agent_console.domain.moment import iso_z
from agent_console.domain.profile import Statement
from agent_console.domain.watching.policy import ExceptionPolicy
from agent_console.domain.watching.radar import Concern, Counts, ParcelKey, area_of, parcel_key
from agent_console.ports.acting.waiting import NotWaitingError
from agent_console.queries.radar import Radar, radar
from agent_console.queries.who import customer_id

ENTRY = "e"
"""An id of a fact is that of its entry on the timeline: `e17`."""
LIST, CLAIM, RELEASE = "list", "claim", "release"


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("verb", nargs="?", choices=[LIST, CLAIM, RELEASE], default=LIST)
    parser.add_argument("key", nargs="?", metavar="KEY", help="of the parcel, as the list shows it")
    parser.add_argument("--untold", action="store_true", help="only whose customer was not told")
    parser.add_argument("--mine", action="store_true", help="only what you have")
    parser.add_argument("--anyway", action="store_true", help="although a colleague has it")


def _run(console: Console, arguments: Namespace) -> Result:
    desk = console.desk()
    console.watching().lookout.turn()
    if arguments.verb != LIST:
        _decide(console, arguments)
    now = console.clock.now()
    found = radar(desk.radar, _midnight(now), console.actor)
    items = [one for one in found.concerns if _is_wanted(console, arguments, one)]
    lines = [_line(one, found.policy) for one in items] or ["No parcel is at risk."]
    document = {
        "items": [item(one, found.policy) for one in items],
        "groups": [_group(found, at) for at in range(len(found.groups))],
        "counts": _counts(found.counts),
    }
    return Result(document, lines)


def _midnight(now: datetime) -> datetime:
    """Return when today ends here."""
    here = now.astimezone() + timedelta(days=1)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _is_wanted(console: Console, arguments: Namespace, one: Concern) -> bool:
    if arguments.verb != LIST:
        return one.key == _key(arguments)
    if arguments.mine and one.owner != console.actor:
        return False
    return not (arguments.untold and one.told_at)


def _decide(console: Console, arguments: Namespace) -> None:
    key, book = _key(arguments), console.watching().book
    said = Statement(console.actor, console.clock.now(), "")
    if arguments.verb == CLAIM:
        book.claim(key, said)
    else:
        book.release(key, said, anyway=arguments.anyway)


def _key(arguments: Namespace) -> ParcelKey:
    if arguments.key is None:
        raise UsageError(f"radar {arguments.verb} needs the KEY of a parcel; `radar` lists them")
    if (key := parcel_key(arguments.key)) is None:
        raise NotWaitingError(
            f"{arguments.key!r} is no key of a parcel; `agent-console radar` lists them."
        )
    return key


def item(one: Concern, policy: ExceptionPolicy) -> dict[str, object]:
    """Write a parcel at risk."""
    provision = policy.provisions[one.main.kind]
    return {
        "key": one.key.text(),
        "customer": {"id": customer_id(one.customer), "name": one.name},
        "order": one.order,
        "parcel": {"carrier": one.carrier, "number": one.number},
        "kind": one.main.kind.value,
        "also": [each.kind.value for each in one.troubles[1:]],
        "cause": provision.cause,
        "why": one.main.why,
        "turn": provision.turn.value,
        "remedies": [{"words": each.words, "deed": each.deed} for each in provision.remedies],
        "since": iso_z(one.since()),
        "deadline": iso_z(one.acts_by()),
        "notices_at": iso_z(one.notices_at()),
        "promised": iso_z(one.promised),
        "expected": iso_z(one.expected),
        "told": one.told_at is not None,
        "told_at": iso_z(one.told_at),
        "acted": one.acted_at is not None,
        "acted_at": iso_z(one.acted_at),
        "owner": one.owner,
        "claimed_at": iso_z(one.claimed_at),
        "group": {"depot": one.place.city, "area": area_of(one), "cause": one.main.kind.value},
        "facts": [f"{ENTRY}{fact}" for fact in _facts(one)],
    }


def _facts(one: Concern) -> list[int]:
    return sorted({fact for each in one.troubles for fact in each.facts})


def _group(found: Radar, at: int) -> dict[str, object]:
    group = found.groups[at]
    return {
        "cause": group.kind.value,
        "carrier": group.carrier,
        "depot": group.depot,
        "area": group.area,
        "parcels": len(group.concerns),
        "not_told": group.untold(),
        "since": iso_z(group.since()),
        "items": [one.key.text() for one in group.concerns],
    }


def _counts(counts: Counts) -> dict[str, object]:
    return {
        "at_risk": counts.at_risk,
        "not_told": counts.not_told,
        "notice_today": counts.notice_today,
        "mine": counts.mine,
        "kinds": {kind.value: number for kind, number in counts.by_kind},
    }


def _line(one: Concern, policy: ExceptionPolicy) -> str:
    told = "told" if one.told_at else "not told"
    owner = f", {one.owner} has it" if one.owner else ""
    cause = policy.provisions[one.main.kind].cause
    return f"{one.key.text()}  {iso_z(one.notices_at())}  {one.name}: {cause} ({told}{owner})"


RADAR = Command("radar", "show which parcels are in trouble, take one", _arguments, _run)
