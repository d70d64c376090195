from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from app.domain.errors import Unavailable
from app.domain.folding import fold
from app.store.centre import DATABASE, open_centre
from app.store.keyed_engine import connect
from app.store.migrations import runner
from app.store.schema_version import HEAD
from app.store.tables import SPECIAL, is_ours, metadata
from tests.helpers.stores import old_centre, put_centre


@pytest.mark.parametrize("step", range(1, HEAD + 1))
def test_every_older_file_opens_with_its_people(tmp_path: Path, step: int) -> None:
    folder = tmp_path / "centre"
    opened = open_centre(folder, old_centre(folder, step))
    with opened.unit_of_work() as work:
        assert sorted(one.name for one in work.people.every()) == ["山田 恵子", "髙﨑 𠮷子"]
        rows, total = work.people.find((fold("よしこ"),))
        assert (rows[0].name, total) == ("髙﨑 𠮷子", 1)
        hers, _ = work.consultations.list()
        assert (hers[0].person_name, hers[0].excerpt) == ("山田 恵子", "電源が入らない")
        assert work.people.recent()[0][0].name == "山田 恵子"
    opened.check_whole()
    opened.close()
    copies = list((folder / "backups").glob("before-schema-*.db"))
    assert len(copies) == (0 if step == HEAD else 1)


def test_the_copy_made_before_a_migration_is_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    key = old_centre(folder, 1)
    open_centre(folder, key).close()
    copy = connect(next((folder / "backups").glob("*.db")), key, wal=False)
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT count(*) FROM people").fetchone() == (2,)
    copy.close()


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection of expression-based index")
def test_the_head_of_the_migrations_equals_the_models(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    raw = connect(folder / DATABASE, put_centre(folder))
    engine = create_engine("sqlite://", module=dbapi2, creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "include_name": lambda name, kind, _: kind != "table" or is_ours(str(name)),
            },
        )
        assert compare_metadata(context, metadata) == []
    found = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE name IS NOT NULL"))
    assert {name: found[name] for name in SPECIAL} == SPECIAL
    # What the comparison above does not look at: defaults, keys, conditions of indexes.
    model = create_engine("sqlite://", module=dbapi2, poolclass=StaticPool)
    metadata.create_all(model)
    with model.connect() as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        wanted = dict(connection.exec_driver_sql(query).fetchall())  # type: ignore[arg-type]
        for table in metadata.tables:
            for question in ("table_info", "foreign_key_list"):
                asked = f"PRAGMA {question}({table})"
                there = sorted(map(str, raw.execute(asked).fetchall()), key=_without_place)
                model_rows = connection.exec_driver_sql(asked).fetchall()
                meant = sorted(map(str, model_rows), key=_without_place)
                assert [_without_place(r) for r in there] == [_without_place(r) for r in meant]
    indexes = {k: v for k, v in raw.execute(query).fetchall() if k not in SPECIAL}
    assert {k: _plain(v) for k, v in indexes.items()} == {k: _plain(v) for k, v in wanted.items()}
    raw.close()


def _without_place(row: str) -> str:
    """A column that a step added stands at the end; its place is all that may differ."""
    return row.split(", ", 1)[1]


def _plain(sql: str) -> str:
    return " ".join(sql.replace('"', "").split())


def test_the_number_of_the_schema_and_alembics_revision_agree(tmp_path: Path) -> None:
    assert len(runner.STEPS) == HEAD
    revisions = [step.revision for step in runner.STEPS]
    assert revisions == sorted(revisions)
    assert [step.down_revision for step in runner.STEPS] == [None, *revisions[:-1]]
    raw = connect(tmp_path / "c" / DATABASE, put_centre(tmp_path / "c"))
    assert raw.execute("PRAGMA user_version").fetchone() == (HEAD,)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(revisions[-1],)]
    raw.close()


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "centre"
    key = old_centre(folder, 1)

    def break_off() -> None:
        from alembic import op

        op.execute("DELETE FROM people")
        raise RuntimeError("power cut")

    monkeypatch.setattr(runner.STEPS[1], "upgrade", break_off)
    with pytest.raises(RuntimeError):
        open_centre(folder, key)
    raw = connect(folder / DATABASE, key)
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    assert raw.execute("SELECT count(*) FROM people").fetchone() == (2,)
    raw.close()


def test_a_step_that_breaks_a_link_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "centre"
    key = old_centre(folder, 1)

    def lose_a_person() -> None:
        from alembic import op

        op.execute("DELETE FROM people WHERE id = 'p2'")

    monkeypatch.setattr(runner.STEPS[1], "upgrade", lose_a_person)
    with pytest.raises(Unavailable) as refusal:
        open_centre(folder, key)
    assert refusal.value.code == "store.migration_unsound"
    raw = connect(folder / DATABASE, key)
    assert raw.execute("SELECT count(*) FROM people").fetchone() == (2,)
    raw.close()
