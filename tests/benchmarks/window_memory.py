"""The window's memory with a long list: one run, in a process of its own, that tells its figures as JSON lines.

    python tests/benchmarks/window_memory.py ADDRESS ROWS [--import]

ADDRESS is a running practice service's; it is another process, so that its memory doesn't count. Linux only: the
figures are those of /proc.
"""

import argparse
import asyncio
import csv
import datetime as dt
import gc
import json
import resource
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

import qasync
from PySide6.QtWidgets import QAbstractButton, QTableView
from scenarios import town_hall, winter_day

from desktop_app.app import Foyer, make_application
from desktop_app.endpoints import Endpoints
from desktop_app.journey.state import Mode
from desktop_app.journey.steps import Step
from desktop_app.ui.pages.attendees.page import AttendeesPage

PATIENCE = 900.0


def kilobytes(path: str) -> dict[str, int]:
    """Return the amounts that a file of /proc names."""
    found = {}
    for line in Path(path).read_text(encoding="ascii", errors="replace").splitlines():
        name, _, rest = line.partition(":")
        if rest.endswith("kB"):
            found[name] = int(rest.split()[0])
    return found


def told(name: str) -> None:
    """Print what this process holds now, in MB: resident, private, and the most that was resident since the last."""
    gc.collect()
    status, rollup = kilobytes("/proc/self/status"), kilobytes("/proc/self/smaps_rollup")
    private = rollup["Private_Clean"] + rollup["Private_Dirty"]
    figures = {"resident": status["VmRSS"], "private": private, "peak": status["VmHWM"]}
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    said = {kind: amount / 1024 for kind, amount in figures.items()} | {"child": children / 1024}
    sys.stdout.write(json.dumps({"while": name, **said}) + "\n")
    sys.stdout.flush()
    # 5 makes the peak begin anew
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def people(path: Path, rows: int) -> None:
    """Write a list as companies have them, each person in a mail domain of their own."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Email", "First name", "Last name", "Organization", "Job title", "Phone", "Country"))
        writer.writerows(
            (
                f"guest.number{n}@company-{n}.example",
                f"Maximiliane {n % 977}",
                f"Example-Longname {n}",
                f"Company {n} International GmbH",
                ("Head of Sales", "Software Engineer", "Account Manager", "Researcher")[n % 4],
                f"+1 555 {n:07}",
                ("Germany", "United States", "France", "Japan")[n % 4],
            )
            for n in range(rows)
        )


async def until(reached) -> None:  # type: ignore[no-untyped-def]
    async with asyncio.timeout(PATIENCE):
        while not reached():
            await asyncio.sleep(0.02)


async def run(address: str, rows: int, *, importing: bool) -> None:
    app = make_application(sys.argv)
    with tempfile.TemporaryDirectory() as folder:
        foyer = Foyer(
            app,
            argparse.Namespace(data_dir=Path(folder) / "data", file=None, practice=False),
            Endpoints(f"{address}/v2", f"{address}/oauth/token"),
        )
        window, journey = foyer.window, foyer.program.journey
        window.show()
        await window.make_pages()
        await asyncio.sleep(0.5)
        told("empty window")
        connection = await journey.connect(
            Mode.ACCOUNT, profile_name="Acme", account_id="a", client_id="b", client_secret="c"
        )
        journey.start_event(connection.hubs[0])
        journey.edit(town_hall(winter_day(dt.datetime.now(dt.UTC).date())))
        journey.open_details()
        await journey.put_draft()
        await journey.publish()
        window.wizard.go_to(Step.ATTENDEES)
        page = window.wizard.page_at(Step.ATTENDEES)
        assert isinstance(page, AttendeesPage)
        await until(lambda: not page.tasks.running())
        await asyncio.sleep(0.5)
        told("Attendees page, no list")

        path = Path(folder) / "people.csv"
        people(path, rows)
        page.open_list(path)
        await until(lambda: page.goes_back() and not page.tasks.running())
        await asyncio.sleep(0.5)
        told("list read and checked")
        table = page.findChild(QTableView, "attendee_table")
        assert table is not None
        assert table.model().rowCount() == rows, table.model().rowCount()
        for part in range(11):
            table.verticalScrollBar().setValue(table.verticalScrollBar().maximum() * part // 10)
            await asyncio.sleep(0.05)
        for name in ("filter_attention", "filter_ready", "filter_all"):
            button = page.findChild(QAbstractButton, name)
            assert button is not None
            button.click()
            await asyncio.sleep(0.2)
        told("scrolled and filtered")
        if importing:
            quiet = page.findChild(QAbstractButton, "register_quietly")
            assert quiet is not None
            quiet.click()
            await until(window.action_bar.primary_button.isEnabled)
            window.primary()
            await until(lambda: journey.state.import_running)
            running = asyncio.get_running_loop().time()
            await until(lambda: not journey.state.import_running or asyncio.get_running_loop().time() > running + 10)
            told("import under way")
            await until(lambda: journey.state.registered >= rows)
            await until(lambda: not page.tasks.running())
            await asyncio.sleep(1)
            told("import finished")
        window.close()
        await foyer.close()


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("address")
    reader.add_argument("rows", type=int)
    reader.add_argument("--import", action="store_true", dest="importing")
    options = reader.parse_args()
    app = make_application(sys.argv)
    assert app is not None
    qasync.run(run(options.address, options.rows, importing=options.importing))


if __name__ == "__main__":
    main()
