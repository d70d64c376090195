"""The daily verbs: catalogues in step with the source, the next migration in its place."""

from __future__ import annotations

import shutil

import pytest

from tests.helpers.locked import ROOT
from tools.dev.migrate import write_migration
from tools.dev.strings import Catalogues, placeholders

SOURCE = '''"""Words."""
from app.messages import NP_, N_, _, ngettext, pgettext

TITLE = N_("People")
# Translators: on the button that ends a consultation; read aloud.
CLOSE = NP_("button", "Close")


def words(count, name):
    """Say them."""
    return (
        _("Good morning, {name}").format(name=name),
        ngettext("{count} person", "{count} people", count),
        pgettext("door", "Close"),
        not_a_word("hidden"),
    )
'''


@pytest.fixture
def catalogues(tmp_path):
    """Catalogues of a small source, made once."""
    source = tmp_path / "app"
    source.mkdir()
    (source / "words.py").write_text(SOURCE, encoding="utf-8")
    made = Catalogues(source, tmp_path / "translations")
    made.update()
    return made


def translate(catalogues: Catalogues, code: str, english: str, other: str) -> None:
    """Write a translation below its source sentence."""
    path = catalogues.language(code)
    text = path.read_text(encoding="utf-8")
    old = f'msgid "{english}"\nmsgstr ""'
    assert old in text
    path.write_text(text.replace(old, f'msgid "{english}"\nmsgstr "{other}"'), encoding="utf-8")


def test_every_marked_sentence_is_taken_once_with_its_context(catalogues):
    found = {(m.context, m.id) for m in catalogues.extract() if m.id}
    assert found == {
        (None, "People"),
        ("button", "Close"),
        ("door", "Close"),
        (None, "Good morning, {name}"),
        (None, ("{count} person", "{count} people")),
    }


def test_the_translators_comment_comes_along(catalogues):
    text = catalogues.template.read_text(encoding="utf-8")
    assert "#. on the button that ends a consultation; read aloud." in text


def test_a_second_update_changes_nothing(catalogues):
    assert catalogues.update() == []


def test_what_is_not_translated_is_told(catalogues):
    told = list(catalogues.problems())
    assert "ja: not translated: People" in told
    assert not [one for one in told if one.startswith(("en:", "ja_easy:"))]


def test_a_translation_survives_an_update(catalogues):
    translate(catalogues, "ja", "People", "人")
    (catalogues.source / "more.py").write_text('"""M."""\nX = N_("More")\n', encoding="utf-8")
    catalogues.update()
    assert "ja: not translated: People" not in list(catalogues.problems())
    assert "ja: not translated: More" in list(catalogues.problems())


def test_a_lost_placeholder_is_told(catalogues):
    translate(catalogues, "ja", "Good morning, {name}", "おはようございます")
    told = list(catalogues.problems())
    assert "ja: other placeholders than the source: Good morning, {name}" in told


def test_a_sentence_new_in_the_source_is_told_until_the_update(catalogues):
    (catalogues.source / "more.py").write_text('"""M."""\nX = N_("More")\n', encoding="utf-8")
    assert any("differs from the source in 1" in one for one in catalogues.problems())


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("{name} at {time:%H:%M}", {"{name}", "{time}"}),
        ("%(count)d of %s", {"%(count)d", "%s"}),
        ("100 %", set()),
        ("{{ }}", set()),
    ],
)
def test_placeholders_are_known_by_their_names(text, fields):
    assert placeholders(text) == fields


def test_the_next_migration_is_joined_to_the_last(tmp_path):
    store = tmp_path / "store"
    shutil.copytree(ROOT / "app" / "store", store, ignore=shutil.ignore_patterns("__pycache__"))
    versions = store / "migrations" / "versions"
    last = max(path.name for path in versions.glob("v0*.py"))
    made = write_migration("people get a second phone", store)
    number = int(last[1:5]) + 1
    assert made.name == f"v{number:04}_people_get_a_second_phone.py"
    assert f'down_revision = "{number - 1:04}"' in made.read_text(encoding="utf-8")
    runner = (store / "migrations" / "runner.py").read_text(encoding="utf-8")
    assert runner.count(made.stem) == 2
    assert f"HEAD = {number}" in (store / "schema_version.py").read_text(encoding="utf-8")
    compile(runner, "runner.py", "exec")
