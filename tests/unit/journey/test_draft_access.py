"""Who may register for a draft: the lists of Zoom's link go with the access that is chosen."""

from dataclasses import replace

import pytest
import pytest_asyncio

from desktop_app.event.draft import Access
from desktop_app.journey.comparing import Field
from desktop_app.journey.journey import Journey
from desktop_app.journey.publishing import default_link
from desktop_app.practice.service import PracticeService
from desktop_app.zoom.errors import Reason, ZoomError
from desktop_app.zoom.models import AccessLink
from desktop_app.zoom.requests import AccessLinkChanges

from .drafts import TOWN_HALL, begin, calls

pytestmark = pytest.mark.asyncio

RESTRICTED = replace(
    TOWN_HALL,
    access=Access.APPROVED_ONLY,
    allowed_domains=("techcorp.com",),
    allowed_emails=("vip@elsewhere.org",),
)
NO_LINKS = {
    "status": 400,
    "code": 4711,
    "message": "Invalid access token, does not contain scopes:[zoom_events:read:list_access_links:admin].",
}


@pytest_asyncio.fixture
async def restricted(journey: Journey) -> Journey:
    begin(journey, RESTRICTED)
    assert (await journey.put_draft()).matches
    return journey


async def link_of(journey: Journey) -> AccessLink:
    link = default_link(await journey.api.access_links(journey.state.event_id))
    assert link is not None
    return link


async def test_an_event_that_is_opened_to_anyone_keeps_nobody_out_and_invites_nobody(
    restricted: Journey, zoom: PracticeService
) -> None:
    restricted.edit(replace(restricted.state.draft, access=Access.ANYONE_WITH_LINK))
    assert (await restricted.put_draft()).matches
    link = await link_of(restricted)
    assert (link.allow_domain_list, link.email_restrict_list) == ((), ())
    event = await restricted.publish()
    assert list(zoom.world.emails(event.event_id)) == []


async def test_a_list_that_keeps_people_out_is_a_difference_whatever_the_access(journey: Journey) -> None:
    begin(journey, TOWN_HALL)
    await journey.put_draft()
    link = await link_of(journey)
    listed = AccessLinkChanges(allow_domain_list=("techcorp.com",))
    await journey.api.update_access_link(journey.state.event_id, link.access_link_id, listed)
    comparison = await journey.check_again()
    assert [row.field for row in comparison.rows if not row.same] == [Field.ALLOWED]
    assert not journey.state.verified
    assert (await journey.put_draft()).matches


async def test_what_was_typed_is_kept_for_when_the_event_is_restricted_again(restricted: Journey) -> None:
    restricted.edit(replace(restricted.state.draft, access=Access.ANYONE_WITH_LINK))
    await restricted.put_draft()
    assert restricted.state.draft.allowed_domains == ("techcorp.com",)
    restricted.edit(replace(restricted.state.draft, access=Access.APPROVED_ONLY))
    assert (await restricted.put_draft()).matches
    assert (await link_of(restricted)).allow_domain_list == ("techcorp.com",)


async def test_an_event_for_anyone_needs_no_permission_for_links(journey: Journey, zoom: PracticeService) -> None:
    zoom.faults.add("getEventAccessLinks", "error", times=None, **NO_LINKS)
    begin(journey, TOWN_HALL)
    assert (await journey.put_draft()).matches
    assert calls(zoom)["updateEventAccess"] == 0


async def test_a_restricted_event_is_not_called_open_where_its_link_can_not_be_read(
    restricted: Journey, zoom: PracticeService
) -> None:
    zoom.faults.add("getEventAccessLinks", "error", times=None, **NO_LINKS)
    restricted.edit(replace(restricted.state.draft, access=Access.ANYONE_WITH_LINK))
    for _ in range(2):
        with pytest.raises(ZoomError) as caught:
            await restricted.put_draft()
        assert caught.value.reason is Reason.SCOPE_MISSING
        assert not restricted.state.verified
