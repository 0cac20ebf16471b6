"""Compiled templates, remembered like pages: compiling them takes as long as all of mkdocs' own work."""

from __future__ import annotations

import base64

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator import cache
from generator.cache import Cache


class CompiledTemplates(BytecodeCache):
    """Jinja's bytecode in our cache. Jinja itself refuses what another Python or Jinja compiled."""

    def __init__(self, kept: Cache) -> None:
        self._kept = kept

    def load_bytecode(self, bucket: Bucket) -> None:
        known = self._kept.get(_name(bucket))
        if known is not None:
            bucket.bytecode_from_string(base64.b64decode(known))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept.put(_name(bucket), base64.b64encode(bucket.bytecode_to_string()).decode("ascii"))


def _name(bucket: Bucket) -> str:
    return cache.key("template", bucket.key, bucket.checksum)
