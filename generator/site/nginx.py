"""The configuration of nginx for one unit's site, for those who host it themselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.records import Unit
from generator.site import published_data, serving

_CACHING = {
    # What the theme names after its content never changes; pictures seldom do.
    r"\.[0-9a-f]{8}\.min\.(css|js)$": "public, max-age=31536000, immutable",
    r"\.(png|svg|ico|woff2)$": "public, max-age=86400",
}
_ASKED_ANEW = "no-cache"
"""Kept, but asked for each time: a fee that was wrong must be gone with the next look at it."""
_TEXTS = "text/css text/plain text/xml application/javascript application/json image/svg+xml"
_MEANS_SOMETHING = set("\"'\\${};\n\r")


class UnusableFolder(Exception):
    """The folder can't be written into a configuration; the message says why, in Vietnamese."""


def configuration(unit: Unit, site: PurePosixPath, port: int, brotli: bool) -> str:
    """A file for nginx' `conf.d/`: the site that lies in the folder `site`, served on `port` without TLS.

    It answers to the hosts of `don_vi.yaml`, former ones under the same path too, and keeps nobody's address.
    `brotli` asks for nginx' module of that name, which sends the `.br` files. Raises `UnusableFolder`.
    """
    if not site.is_absolute() or set(str(site)) & _MEANS_SOMETHING:
        raise UnusableFolder(
            f'thư mục "{site}" không dùng được; viết đường dẫn đầy đủ trên máy chủ, ví dụ /srv/{unit.code}'
        )
    base = unit.base_path
    name = unit.code.replace("-", "_")
    hosts = dict.fromkeys([unit.host, *(one.host for one in unit.former_hosts if one.base_path == base)])
    ((cors, everybody),) = serving.OPEN_DATA.items()
    data = {f"^{re.escape(base + published_data.FOLDER)}": everybody}
    headers = [f'add_header {header} "{value}" always;' for header, value in serving.EVERYWHERE.items()]
    at_top = base == "/"
    return f"""\
# Do lệnh niemyet nginx làm ra. Đổi tên miền hay nhận bản chương trình mới thì chạy lại lệnh, không sửa tay.
# Kết nối mã hóa (https) do máy chủ đứng trước lo, hoặc thêm listen 443 ssl và chứng thư vào đây.
{_map(f"luu_{name}", _ASKED_ANEW, _CACHING)}
{_map(f"mo_{name}", "", data)}
server {{
    listen {port};
    server_name {" ".join(hosts)};
    index index.html;
    charset utf-8;
    error_page 403 404 =404 {base}404.html;
    absolute_redirect off;
    server_tokens off;

    # Không ghi lại ai đã mở trang nào: nhật ký của nginx mang địa chỉ máy của bà con.
    access_log off;
    error_log stderr alert;
    log_not_found off;

    {"brotli_static on;" if brotli else "# Máy chủ có mô-đun brotli thì thêm --brotli vào lệnh."}
    gzip_static on;
    gzip on;
    gzip_vary on;
    gzip_proxied any;
    gzip_types {_TEXTS} application/manifest+json;

    {(chr(10) + "    ").join(headers)}
    add_header Cache-Control $luu_{name} always;
    add_header {cors} $mo_{name} always;

    location {base} {{
        {f'root "{site}"' if at_top else f'alias "{site}/"'};
    }}
    location = {base}{serving.MANIFEST} {{
        {f'root "{site}"' if at_top else f'alias "{site}/{serving.MANIFEST}"'};
        types {{ }}
        default_type application/manifest+json;
    }}
    # Tệp ẩn, và tệp dành cho máy chủ khác, không phải để người xem.
    location ~ /(_headers$|\\.(?!well-known/)) {{
        return 404;
    }}
{"" if at_top else _above(base)}}}
"""


def _above(base: str) -> str:
    """What else is asked of the host of a site that lies under a path: its top leads to the site."""
    return f"""\
    location = / {{
        return 302 {base};
    }}
    location / {{
        return 404;
    }}
"""


def _map(name: str, default: str, values: Mapping[str, str]) -> str:
    lines = [f'"~{pattern}" "{value}";' for pattern, value in values.items()]
    return "\n    ".join([f"map $uri ${name} {{", f'default "{default}";', *lines]) + "\n}"
