"""The YAML language server that Visual Studio Code runs, driven over its standard input (LSP 3.17)."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.making import REPOSITORY

PROGRAM = REPOSITORY / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
_PATIENCE = 60


class Server:
    """A server that has a folder open, with the settings of that folder's `.vscode/settings.json`."""

    def __init__(self, process: subprocess.Popen[bytes], root: Path) -> None:
        self._process, self._root = process, root
        self._settings: dict[str, Any] = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
        self._received: queue.Queue[dict[str, Any]] = queue.Queue()
        self._number = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        threading.Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "workspace": {"configuration": True, "workspaceFolders": True},
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": ["markdown"], "snippetSupport": True}},
                "hover": {"contentFormat": ["markdown"]},
            },
        }
        folders = [{"uri": root.as_uri(), "name": root.name}]
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": folders,
                "capabilities": capabilities,
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._section("yaml")}})

    def open(self, path: str, text: str) -> str:
        """A document with this text, once the server has looked at it; its address is what the questions take."""
        uri = (self._root / path).as_uri()
        self._diagnostics.pop(uri, None)
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while uri not in self._diagnostics:
            self._handle(self._received.get(timeout=_PATIENCE))
        return uri

    def completion(self, uri: str, line: int, character: int) -> list[dict[str, Any]]:
        """What may be written at a place, lines and characters from 0."""
        found = self._ask("textDocument/completion", _at(uri, line, character))
        items: list[dict[str, Any]] = found["items"] if isinstance(found, dict) else found
        return items

    def hover(self, uri: str, line: int, character: int) -> str:
        """The words shown over a place."""
        found = self._ask("textDocument/hover", _at(uri, line, character))
        return str(found["contents"]["value"]) if found else ""

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """What is underlined in a document."""
        return self._diagnostics[uri]

    def _section(self, name: str) -> dict[str, Any]:
        """The settings below one name, as VS Code hands them over: `yaml.schemas` stands in `yaml`."""
        found: dict[str, Any] = {}
        for key, value in self._settings.items():
            if key.startswith(f"{name}."):
                place = found
                *above, last = key.removeprefix(f"{name}.").split(".")
                for step in above:
                    place = place.setdefault(step, {})
                place[last] = value
        return found

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._received.get(timeout=_PATIENCE)
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self._handle(message)

    def _handle(self, message: dict[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif message.get("method") == "workspace/configuration":
            sections = [self._section(one.get("section", "")) for one in message["params"]["items"]]
            self._send({"id": message["id"], "result": sections})
        elif "id" in message and "method" in message:
            self._send({"id": message["id"], "result": None})

    def _tell(self, method: str, params: dict[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(raw) + raw)
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout
        while header := self._process.stdout.readline():
            if header.lower().startswith(b"content-length:"):
                length = int(header.split(b":")[1])
                while self._process.stdout.readline().strip():
                    pass
                self._received.put(json.loads(self._process.stdout.read(length)))


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}


@contextmanager
def started(root: Path) -> Iterator[Server]:
    """A server for a folder, until the block ends."""
    node = shutil.which("node")
    assert node, "no Node.js: run `make test`, which installs it"
    assert PROGRAM.exists(), "no YAML language server: run `make test`, which installs it"
    process = subprocess.Popen([node, str(PROGRAM), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield Server(process, root)
    finally:
        process.terminate()
        process.communicate()
