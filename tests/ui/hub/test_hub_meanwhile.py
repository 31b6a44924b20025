"""What a person does on the Hub page while Zoom is asked: what was pressed last counts, and nothing is lost unsaid."""

import pytest
from hub_program import HubDesk, event_id, rows
from page_program import double_click, until
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleHintReturn, QStyleOption, QWidget

from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.practice.service import PracticeService

pytestmark = pytest.mark.asyncio


class OpensByOneClick(QProxyStyle):
    """A desktop where a single click opens."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:
        if hint == QStyle.StyleHint.SH_ItemView_ActivateItemOnSingleClick:
            return 1
        return super().styleHint(hint, option, widget, data)


async def test_a_click_looks_at_a_hub_and_begins_nothing(desk: HubDesk) -> None:
    hubs = desk.page.hubs
    style = OpensByOneClick()
    hubs.setStyle(style)
    place = hubs.visualItemRect(hubs.item(1)).center()
    QTest.mouseClick(hubs.viewport(), Qt.MouseButton.LeftButton, pos=place)
    await desk.rest()
    assert desk.page.hub_name.text() == "Customer Education"
    double_click(hubs.viewport(), place)
    await desk.rest()
    assert desk.completed == 0
    assert desk.journey.state.work is None


async def test_of_two_events_that_are_opened_the_last_one_is(desk: HubDesk, zoom: PracticeService) -> None:
    zoom.latency_ms = 50
    for name in ("Autumn product update", "Certification day"):
        desk.click(f"open_{event_id(desk, name)}")
    await desk.rest()
    assert desk.journey.state.draft.name == "Certification day"
    assert desk.went == [Step.ATTENDEES.value]


async def test_who_looks_at_another_hub_is_not_led_to_an_event_of_the_one_before(
    desk: HubDesk, zoom: PracticeService
) -> None:
    zoom.latency_ms = 50
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    desk.page.hubs.setCurrentRow(1)
    await desk.rest()
    assert desk.went == []
    assert desk.page.hub_name.text() == "Customer Education"


async def test_an_event_that_did_not_open_is_tried_again(desk: HubDesk, zoom: PracticeService) -> None:
    zoom.faults.add("getEventInfo", "error", status=403, code=9, message="No.")
    desk.click(f"open_{event_id(desk, 'Autumn product update')}")
    await desk.rest()
    assert "Zoom didn’t show the event." in desk.said()
    await desk.act("retry")
    assert desk.went == [Step.ATTENDEES.value]


async def test_another_account_is_not_replaced_by_a_late_answer_about_the_one_before(
    desk: HubDesk, zoom: PracticeService
) -> None:
    zoom.latency_ms = 50
    desk.page.secondary()
    await until(lambda: desk.page.tasks.running("recheck"), "for the question")
    desk.page.leave()
    assert not desk.page.tasks.running()
    other = await desk.connect(Mode.PRACTICE)
    await desk.rest()
    assert desk.journey.state.connection == other


async def test_the_tip_of_a_hub_is_its_name_with_its_description(desk: HubDesk) -> None:
    tips = [desk.page.hubs.item(row).toolTip().split("\n") for row in range(desk.page.hubs.count())]
    assert [tip[0] for tip in tips] == [desk.page.hubs.item(row).text() for row in range(desk.page.hubs.count())]
    connection = desk.journey.state.connection
    assert connection is not None
    assert [tip[1:] for tip in tips] == [[hub.description] if hub.description else [] for hub in connection.hubs]


async def test_refreshing_that_failed_is_tried_again(desk: HubDesk, zoom: PracticeService) -> None:
    zoom.faults.add("token", "error", status=403, code=9, message="No.")
    desk.page.secondary()
    await desk.rest()
    assert desk.said()
    zoom.forget_requests()
    desk.page.on_action("retry")
    await desk.rest()
    assert desk.said() == ""
    assert "token" in [request.operation for request in zoom.requests]
    assert len(rows(desk)) == 4
    assert desk.completed == 0
