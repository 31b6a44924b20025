"""The program's own import of 600 people, in a process to be killed: `torture_import.py JOURNAL API OAUTH EVENT`.

It goes on with the import that the journal holds, or begins it. Only waiting is shortened. It says "go" when rows may
leave, and ends with 0 when every row's fate is known, with 3 when it gave up for now.
"""

import asyncio
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from desktop_app.attendees.importer import Importer
from desktop_app.attendees.journal import Journal
from desktop_app.attendees.roster import Person
from desktop_app.zoom.auth import Credentials
from desktop_app.zoom.client import ZoomClient
from desktop_app.zoom.errors import ZoomError

PEOPLE = 600
HURRY = 0.05
"""Of each second of a pause that really passes: what is lost is looked for again after a quarter of a second."""

GAVE_UP = 3


def clock() -> float:
    return time.monotonic() / HURRY


async def hurried(seconds: float) -> None:
    await asyncio.sleep(seconds * HURRY)


async def main(path: str, api_url: str, oauth_url: str, event_id: str) -> int:
    journal = Journal(Path(path))
    client = ZoomClient(
        Credentials("a", "c", "s"), api_url=api_url, oauth_url=oauth_url, timeout=5.0, pause=hurried, clock=clock
    )
    try:
        earlier = await journal.imports(event_id)
        made = earlier[0] if earlier else await journal.begin(
            account_key="a",
            event_id=event_id,
            event_name="E",
            source="torture.csv",
            ticket_type_id="",
            ticket_type_name="",
            send_notification=True,
            people=[Person(row, f"guest{row}@x.example", f"First{row}", "Last") for row in range(2, PEOPLE + 2)],
        )  # fmt: skip
        print("go", flush=True)
        try:
            summary = await Importer(client, journal, made.id, pause=hurried).run(lambda progress: None)
        except ZoomError as error:
            print(error, file=sys.stderr)
            return GAVE_UP
        return 0 if summary.complete else GAVE_UP
    finally:
        await client.aclose()
        await journal.close()


if __name__ == "__main__":
    sys.exit(asyncio.run(main(*sys.argv[1:5])))
