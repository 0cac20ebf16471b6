"""The one merge: layers of folders and dated versions of a record.

Mappings merge by key; a list whose items carry a `ma` (legal bases: a `so_hieu`) merges by it; anything
else is replaced; `null` drops what the layer below had. A list can also be changed by a mapping from `ma` to what differs, so
that one item can be dropped: `giay_to: {to-khai: null}`. Every merged value knows which file and line
it came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.events import Steps
from generator.problems import Position
from generator.reading import Document

_STATE_KEYS = frozenset({"chua_ro", "khong_co", "khong_thu"})
"""Keys of the one form for unknown and none; no `ma` can look like them, for a `ma` has no underscore."""

Origin = tuple[Document, Steps]


@dataclass(frozen=True)
class Source:
    """Plain data together with where each part of it was written.

    `origins` is sparse: the place of a value is found from the nearest enclosing entry.
    """

    data: Any = field(repr=False)
    origins: Mapping[Steps, Origin] = field(repr=False)

    @classmethod
    def of(cls, document: Document) -> Source:
        return cls(document.data, {(): (document, ())})

    def origin(self, steps: Steps) -> Origin:
        """The document that holds the value at `steps`, and the way to it there."""
        for length in range(len(steps), -1, -1):
            found = self.origins.get(steps[:length])
            if found is not None:
                document, inside = found
                return document, inside + steps[length:]
        raise AssertionError("a source always knows its own root")

    def at(self, *steps: str | int) -> Position:
        """Where the value at `steps` was written."""
        document, inside = self.origin(steps)
        return document.at(inside)

    def key_at(self, *steps: str | int) -> Position:
        """Where the key of the value at `steps` was written."""
        document, inside = self.origin(steps)
        return document.key_at(inside)

    def under(self, *steps: str | int) -> Source:
        """The part of this source at `steps`, as a source of its own."""
        data = self.data
        for step in steps:
            data = data[step]
        depth = len(steps)
        inner = {key[depth:]: origin for key, origin in self.origins.items() if key[:depth] == steps}
        inner[()] = self.origin(steps)
        return Source(data, inner)


def merge(base: Source, over: Source) -> Source:
    """`base` changed by what `over` says; neither is altered."""
    origins: dict[Steps, Origin] = {}
    data = _merge(base, (), over, (), (), origins)
    return Source(data, origins)


def _merge(base: Source, b: Steps, over: Source, o: Steps, target: Steps, origins: dict[Steps, Origin]) -> Any:
    below, above = _get(base.data, b), _get(over.data, o)
    if isinstance(below, dict) and isinstance(above, dict) and not _STATE_KEYS & (below.keys() | above.keys()):
        origins[target] = base.origin(b)
        return _merge_mapping(base, b, over, o, target, origins)
    if _key(below) and (_key(above) == _key(below) or _is_by_code(above)):
        origins[target] = base.origin(b)
        return _merge_keyed(base, b, over, o, target, origins)
    return _take(over, o, target, origins)


def _merge_mapping(
    base: Source, b: Steps, over: Source, o: Steps, target: Steps, origins: dict[Steps, Origin]
) -> dict[str, Any]:
    below, above = _get(base.data, b), _get(over.data, o)
    result: dict[str, Any] = {}
    for key in [*below, *(key for key in above if key not in below)]:
        if key not in above:
            result[key] = _take(base, (*b, key), (*target, key), origins)
        elif above[key] is None and key in below:
            continue
        elif key not in below:
            # Even null: a comma in unquoted text makes a key of its second half, and the schema says so.
            result[key] = _take(over, (*o, key), (*target, key), origins)
        else:
            result[key] = _merge(base, (*b, key), over, (*o, key), (*target, key), origins)
    return result


def _merge_keyed(
    base: Source, b: Steps, over: Source, o: Steps, target: Steps, origins: dict[Steps, Origin]
) -> list[Any]:
    below, above = _get(base.data, b), _get(over.data, o)
    changes: dict[str, Steps] = {}
    twice: list[Steps] = []
    name = _key(below)
    assert name
    named = enumerate(item[name] for item in above) if isinstance(above, list) else ((code, code) for code in above)
    for step, code in named:
        if code in changes:
            twice.append((*o, step))
        else:
            changes[code] = (*o, step)
    result: list[Any] = []
    for index, item in enumerate(below):
        place = (*target, len(result))
        change = changes.pop(item[name], None)
        if change is None:
            result.append(_take(base, (*b, index), place, origins))
        elif _get(over.data, change) is not None:
            result.append(_merge(base, (*b, index), over, change, place, origins))
    for code, change in changes.items():
        if _get(over.data, change) is None:
            continue
        place = (*target, len(result))
        taken = _take(over, change, place, origins)
        result.append({name: code, **taken} if isinstance(taken, dict) else taken)
    # Kept, so that the rule against two items with one `ma` sees them.
    result += [_take(over, change, (*target, len(result) + index), origins) for index, change in enumerate(twice)]
    return result


def _take(source: Source, steps: Steps, target: Steps, origins: dict[Steps, Origin]) -> Any:
    """A value as it stands in one source, with every origin known inside it."""
    depth = len(steps)
    for key, origin in source.origins.items():
        if len(key) > depth and key[:depth] == steps:
            origins[target + key[depth:]] = origin
    origins[target] = source.origin(steps)
    return _get(source.data, steps)


def _get(data: Any, steps: Steps) -> Any:
    for step in steps:
        data = data[step]
    return data


_KEYS = ("ma", "so_hieu")
"""What names an item in its list for good: its `ma`, or the number of a legal document."""


def _key(value: Any) -> str | None:
    # A list without items has none: it replaces, and its schema says that it is blank.
    if not isinstance(value, list) or not value:
        return None
    return next(
        (key for key in _KEYS if all(isinstance(item, dict) and isinstance(item.get(key), str) for item in value)), None
    )


def _is_by_code(value: Any) -> bool:
    return isinstance(value, dict) and bool(value) and not _STATE_KEYS & value.keys()


def states(record: Source) -> list[tuple[str | None, Source]]:
    """A record as it stands from each of its dates on, in the order written.

    The first state is the record without its dated changes and has no date; each later one begins on
    the day its `phien_ban` entry names and builds on the one before.
    """
    data = record.data
    plain = {key: value for key, value in data.items() if key != "phien_ban"}
    current = Source(plain, {key: at for key, at in record.origins.items() if key[:1] != ("phien_ban",)})
    result: list[tuple[str | None, Source]] = [(None, current)]
    versions = data.get("phien_ban")
    for index, version in enumerate(versions if isinstance(versions, list) else ()):
        if not (isinstance(version, dict) and isinstance(version.get("thay"), dict)):
            continue
        current = merge(current, record.under("phien_ban", index, "thay"))
        result.append((version.get("tu"), current))
    return result
