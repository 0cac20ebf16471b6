"""Every link leads to a state office's site, or to a host that the unit allows by name, and stands in a link's field.

Breaks it: `dia_chi: https://dichvucong.gov.vn.xyz.com/…`. Keeps it: `dia_chi: https://dichvucong.gov.vn/…`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from generator.layers import Source
from generator.problems import Level, Problem
from generator.rules._records import blame
from generator.rules._texts import everything, links, occurs, others, texts
from generator.sources import Sources

ID = "lien_ket"
_STATE = ".gov.vn"
_HOST = re.compile(r"(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+\Z")
_NUMERIC = re.compile(r"[0-9.]+\Z|\[.*|(.*\.)?0x[0-9a-f]*\Z")
_IN_TEXT = re.compile(r"(?:\bhttps?:|\bftp:|\bdata:[a-z]+/|(?<![\w:])//\w)\S*", re.IGNORECASE)


def check_procedure(procedure: Source) -> Iterator[Problem]:
    yield from _in_text(procedure, "procedure", blame(procedure))


def check_catalogue(sources: Sources) -> Iterator[Problem]:
    allowed = frozenset(sources.unit.data.get("may_chu_cho_phep", ())) if sources.unit else None
    for kind, source in everything(sources):
        for steps, link in links(source, kind):
            wrong = _wrong(link, allowed)
            if wrong:
                yield Problem.at(source.at(*steps), ID, wrong)
    for kind, source in others(sources):
        yield from _in_text(source, kind, Level.ERROR)


def _wrong(link: str, allowed: Collection[str] | None) -> str | None:
    """What is wrong with a link that has passed the schema. `allowed` is None where nobody knows what is."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").lower()
    except ValueError:
        return "liên kết viết không đúng; hãy chép lại từ thanh địa chỉ của trình duyệt"
    place = parts.netloc.rpartition("@")[2]
    if "@" in parts.netloc:
        return f"liên kết không được có tên người dùng trước tên miền (phần đứng trước @{place}); hãy bỏ phần đó"
    if _NUMERIC.match(place.rpartition(":")[0] or place):
        return "liên kết phải dùng tên miền, không dùng dãy số của máy chủ; hãy hỏi nơi quản lý trang đó"
    if ":" in place:
        return f"liên kết không được ghi số cổng (:{place.rpartition(':')[2]}); hãy bỏ phần đó"
    if not host.isascii():
        return f'tên miền "{host}" có chữ lạ dễ nhầm; hãy chép lại từ thanh địa chỉ của trình duyệt'
    if not _HOST.match(host):
        return f'tên miền "{host}" viết không đúng; hãy chép lại từ thanh địa chỉ của trình duyệt'
    if allowed is None or host in allowed:
        return None
    if "xn--" in host:
        return (
            f'tên miền "{host}" là tên viết bằng chữ lạ, dễ bị giả mạo;'
            " đúng là trang cần dẫn thì thêm vào may_chu_cho_phep"
        )
    if not host.endswith(_STATE):
        return (
            f'"{host}" không phải trang của cơ quan nhà nước (.gov.vn);'
            " đúng là trang cần dẫn thì thêm vào may_chu_cho_phep"
        )
    return None


def _in_text(source: Source, kind: str, level: Level) -> Iterator[Problem]:
    """A link in running text can't be checked by whoever reads it; one that leads to a state office does no harm."""
    found = texts(source, kind)
    for steps, text in found if occurs(found, "//", "data:", "DATA:", "http:", "https:", "ftp:") else ():
        for match in _IN_TEXT.finditer(text):
            link = match.group().rstrip(".,;:)]}!?\"'”’")
            if link.lower().startswith(("https://", "http://")) and _is_state(link):
                message = (
                    f"địa chỉ {link} nằm trong lời văn nên bấm không được;"
                    " hãy chuyển sang mục liên kết hoặc chỉ nêu tên trang"
                )
                yield Problem.at(source.at(*steps), ID, message, Level.WARNING)
            else:
                message = (
                    f"địa chỉ {link} nằm trong lời văn;"
                    " liên kết chỉ được ghi ở mục liên kết, hãy chuyển sang đó hoặc bỏ đi"
                )
                yield Problem.at(source.at(*steps), ID, message, level)


def _is_state(link: str) -> bool:
    return _wrong(link, frozenset()) is None
