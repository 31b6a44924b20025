"""How the cells of a list are to be read comes back with them, also from what an earlier version wrote."""

import sqlite3

import pytest
from new_imports import begin

from desktop_app.attendees.journal import Journal
from desktop_app.attendees.records import SourceTable

TABLE = SourceTable(header=("Club", "Name", "Mail"), email=2, full_name=1)


@pytest.mark.asyncio
@pytest.mark.parametrize(("written", "full_name"), [(None, 1), ('[["Club", "Name", "Mail"], 2, null, null]', None)])
async def test_the_column_of_whole_names_comes_back(tmp_path, written, full_name):
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    made = await begin(journal, 2, table=TABLE)
    await journal.close()
    if written is not None:
        database = sqlite3.connect(path)
        database.execute("update imports set layout = ?", (written,))
        database.commit()
        database.close()
    journal = Journal(path)
    table, _ = await journal.source_rows(made.id)
    await journal.close()
    assert (table.header, table.email, table.full_name) == (TABLE.header, 2, full_name)
