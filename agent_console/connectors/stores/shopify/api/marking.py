"""What a store hides in an answer, noted where it is missing: hidden is not gone."""

from collections.abc import Iterator, Mapping

Json = dict[str, object]
HIDDEN, WHOLLY = "hidden", "wholly_hidden"
"""Fields of ours in a record: the names of what the store hid of it, and that it hid all of it."""
BY_ID = "node"
CUSTOMER = "customer"
"""A record within an order, which is to say the same of itself as where it stands alone."""
WRAPPINGS = frozenset({"edges", "node", "nodes"})
"""What stands between a list and its records, and is the name of neither."""


def mark(data: object, path: object, asked: Mapping[str, object]) -> None:
    """Note in the record that a path leads into what is hidden at the end of it."""
    records = _records(data, path)
    for at, record in enumerate(records):
        if at == 0 or record is records[0].get(CUSTOMER):
            _hide(record, _names(path)[-1:])
    if not records:
        _stand_in(data, path, asked)


def _records(data: object, path: object) -> list[Json]:
    """Return what a path leads through that has an id, the outermost first."""
    return [
        found for _, _, found in _walked(data, path) if isinstance(found, dict) and "id" in found
    ]


def _stand_in(data: object, path: object, asked: Mapping[str, object]) -> None:
    """Put in the place of a record that is hidden as a whole one that says so."""
    for place, step, found in _walked(data, path):
        if found is None and (isinstance(place, list) or step == BY_ID):
            is_by_ids = place is _inside(data, "nodes")
            _put(place, step, {"id": _asked_for(step, asked, is_by_ids=is_by_ids), WHOLLY: True})


def takes_record(data: object, path: object) -> bool:
    """Say whether a record is not there because a field of it is hidden that is never null."""
    told = [found for _, _, found in _walked(data, path)]
    return len(told) < len(_steps(path)) and told[-1:] == [None]


def is_hidden(record: object) -> bool:
    """Say that a record stands for one of which the store shows nothing."""
    return isinstance(record, dict) and record.get(WHOLLY) is True


def _walked(data: object, path: object) -> Iterator[tuple[object, object, object]]:
    """Yield for each step of a path what it starts from, and what it leads to, down to nothing."""
    place = data
    for step in _steps(path):
        found = _inside(place, step)
        yield place, step, found
        if found is None:
            return
        place = found


def _names(path: object) -> list[str]:
    """Return the fields that a path leads through, the last of which is hidden."""
    return [one for one in _steps(path) if isinstance(one, str) and one not in WRAPPINGS]


def _steps(path: object) -> list[object]:
    return path if isinstance(path, list) else []


def _inside(place: object, step: object) -> object:
    if isinstance(place, list) and isinstance(step, int):
        return place[step] if 0 <= step < len(place) else None
    return place.get(step) if isinstance(place, dict) and isinstance(step, str) else None


def _hide(record: Json, names: list[str]) -> None:
    told = record.setdefault(HIDDEN, [])
    if isinstance(told, list):
        told += names


def _put(place: object, step: object, record: Json) -> None:
    if isinstance(place, dict) and isinstance(step, str):
        place[step] = record
    if isinstance(place, list) and isinstance(step, int) and 0 <= step < len(place):
        place[step] = record


def _asked_for(step: object, asked: Mapping[str, object], *, is_by_ids: bool) -> object:
    """Return the id that a record was asked for by, None where it came in a list."""
    ids = asked.get("ids")
    if is_by_ids and isinstance(ids, list) and isinstance(step, int):
        return ids[step] if 0 <= step < len(ids) else None
    return asked.get("id") if step == BY_ID else None
