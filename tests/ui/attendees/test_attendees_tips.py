"""Headings and cells of a list are no markup in the tips of the choosers."""

import pytest
from attendees_program import Desk
from PySide6.QtGui import Qt

HEADING = "<b>First</b> name"
CELL = "<img src='file:///p.png'>Ann"

pytestmark = pytest.mark.asyncio


async def test_a_list_cannot_put_markup_into_a_tip(desk: Desk) -> None:
    await desk.enter()
    await desk.open(desk.write([("Email", HEADING, "Last name"), ("a@acme.example.com", CELL, "Lee")]))
    desk.click("more_columns")
    desk.choose("first_name_column", HEADING)
    await desk.rest()
    choosers = [desk.see(name) for name in ("first_name_column", "extra_organization")]
    tips = [chooser.itemData(at, Qt.ItemDataRole.ToolTipRole) for chooser in choosers for at in range(chooser.count())]
    tips = [tip for tip in (*tips, choosers[0].toolTip()) if tip]
    assert any("&lt;img" in tip for tip in tips)
    assert [tip for tip in tips if "<img" in tip or "<b>" in tip] == []
