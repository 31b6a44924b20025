"""The style sheet has rules only for what there is."""

import re
from pathlib import Path

from desktop_app.ui import style_rules


def test_every_look_that_has_a_rule_is_worn() -> None:
    folder = Path(style_rules.__file__).parent
    own = Path(style_rules.__file__).name
    sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py") if path.name != own)
    looks = set(re.findall(r'\[(role|look|kind|extent|seg|place|state)="([^"]+)"\]', style_rules.STYLE))
    assert looks
    assert {look for look in looks if f'"{look[1]}"' not in sources} == set()
