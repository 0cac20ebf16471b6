"""Stand-ins for git hosts: a small server that answers as GitHub, Forgejo and GitLab document their interfaces.

What is kept is one repository in memory. GitHub: REST API 2022-11-28, "Repository contents", "Git trees", "Git refs",
"Pull requests". Forgejo: API 1, `repoGetContents`, `repoCreateFile`, `repoUpdateFile`, `repoCreatePullRequest`. GitLab:
REST API 4, "Repository files", "Commits", "Merge requests".
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests import browsing

TOKEN = "ma-dung"  # noqa: S105 - known to this stand-in alone
BRANCH = "main"

_Answer = tuple[int, Any]


@dataclass
class Repository:
    """Branches with their files, the requests to merge, and what was asked.

    `refusing` is a status for everything; `late` are files that somebody merges just before the next one is written.
    """

    files: dict[str, str]
    refusing: int | None = None
    late: dict[str, str] = field(default_factory=dict)
    branches: dict[str, dict[str, str]] = field(default_factory=dict)
    requests: list[dict[str, str]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    url: str = ""

    def __post_init__(self) -> None:
        self.branches[BRANCH] = dict(self.files)

    @property
    def sent(self) -> dict[str, str]:
        """The files of the newest branch."""
        return self.branches[self.requests[-1]["branch"]]


def sha(text: str) -> str:
    """The name of a blob in git."""
    raw = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw).hexdigest()  # noqa: S324 - git's own


def _github(method: str, path: str, query: dict[str, str], body: dict[str, Any], kept: Repository) -> _Answer:
    if path.startswith("/git/trees/"):
        tree = [{"path": one, "type": "blob"} for one in kept.branches[path.rpartition("/")[2]]]
        return 200, {"tree": [{"path": "procedures_yaml", "type": "tree"}, *tree], "truncated": False}
    if path.startswith("/git/ref/heads/"):
        return 200, {"object": {"sha": "head"}}
    if path == "/git/refs":
        name = body["ref"].removeprefix("refs/heads/")
        if name in kept.branches:
            return 422, {"message": "Reference already exists"}
        kept.branches[name] = dict(kept.branches[BRANCH])
        return 201, {}
    if path.startswith("/contents/"):
        file = path.removeprefix("/contents/")
        if method == "GET":
            return _content(kept.branches[query["ref"]].get(file))
        if "new_branch" in body:
            kept.branches[body["new_branch"]] = dict(kept.branches[body["branch"]])
        files = kept.branches[body.get("new_branch", body["branch"])]
        if file in files and body.get("sha") != sha(files[file]):
            return 409, {"message": f"{file} does not match {body.get('sha')}"}
        files[file] = base64.b64decode(body["content"]).decode()
        return 200, {}
    if path == "/pulls":
        if method == "GET":
            return 200, [{"head": {"ref": one["branch"]}, "html_url": one["link"]} for one in kept.requests]
        return 201, {"html_url": _request(kept, body["head"], body["title"])}
    return 404, {"message": "Not Found"}


def _content(text: str | None) -> _Answer:
    if text is None:
        return 404, {"message": "Not Found"}
    # Broken into lines, as GitHub does.
    return 200, {"sha": sha(text), "content": base64.encodebytes(text.encode()).decode(), "encoding": "base64"}


def _gitlab(method: str, path: str, query: dict[str, str], body: dict[str, Any], kept: Repository) -> _Answer:
    if path == "/repository/tree":
        per, page = int(query["per_page"]), int(query["page"])
        listed = [{"path": one, "type": "blob"} for one in kept.branches[query["ref"]]]
        return 200, listed[per * (page - 1) : per * page]
    if path.startswith("/repository/files/"):
        status, found = _content(kept.branches[query["ref"]].get(unquote(path.removeprefix("/repository/files/"))))
        return status, {**found, "last_commit_id": found.get("sha")}
    if path == "/repository/commits":
        (action,) = body["actions"]
        before = kept.branches[body["start_branch"]]
        if action["action"] == "update" and action["last_commit_id"] != sha(before[action["file_path"]]):
            return 400, {
                "message": "You are attempting to update a file that has changed since you started editing it."
            }
        kept.branches[body["branch"]] = {**before, action["file_path"]: action["content"]}
        return 201, {}
    if path == "/merge_requests":
        if method == "GET":
            return 200, [{"source_branch": one["branch"], "web_url": one["link"]} for one in kept.requests]
        return 201, {"web_url": _request(kept, body["source_branch"], body["title"])}
    return 404, {"message": "404 Not Found"}


def _request(kept: Repository, branch: str, title: str) -> str:
    link = f"https://git.xathu.example/yeu-cau/{len(kept.requests) + 1}"
    kept.requests.append({"branch": branch, "title": title, "link": link})
    return link


_KINDS = (
    (re.compile(r"/api/v[13]/repos/tinh-thu/xa-thu(/.*)"), _github, ("Bearer", "token")),
    (re.compile(r"/api/v4/projects/tinh-thu%2Fxa-thu(/.*)"), _gitlab, ("Bearer",)),
)


@contextmanager
def standing_in(files: dict[str, str]) -> Iterator[Repository]:
    """A repository on a port of this machine, until the block ends."""
    kept = Repository(files)

    class Handler(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else {}
            status, answer = self._found(body)
            raw = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PUT = _answer  # noqa: N815 - named by the server

        def _found(self, body: dict[str, Any]) -> _Answer:
            parts = urlsplit(self.path)
            kept.asked.append((self.command, parts.path))
            if kept.refusing:
                return kept.refusing, {"message": "no"}
            if self.command != "GET":
                kept.branches[BRANCH] |= kept.late
            query = {key: one[0] for key, one in parse_qs(parts.query).items()}
            for shape, host, schemes in _KINDS:
                if found := shape.fullmatch(parts.path):
                    if self.headers.get("Authorization") not in [f"{scheme} {TOKEN}" for scheme in schemes]:
                        return 401, {"message": "Bad credentials"}
                    return host(self.command, found[1], query, body, kept)
            return 404, {"message": "Not Found"}

        def log_message(self, format: str, *arguments: object) -> None:
            """Nothing: the test's own output counts."""

    with browsing.listening(Handler) as kept.url:
        yield kept
