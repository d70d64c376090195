"""Take the sentences out of the source, bring the catalogues up to date, check them.

The catalogues carry no dates and no line numbers: a change in them is a change of words.
"""

from __future__ import annotations

import io
import re
import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[2]
DOMAIN: Final = "madoguchi"
LANGUAGES: Final = ("ja", "ja_easy", "en")
COMPLETE: Final = ("ja",)

KEYWORDS: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NP_": ((1, "c"), 2),
}
COMMENT_TAGS: Final = ("Translators:",)
UNSTABLE_HEADERS: Final = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team'
    r'|Report-Msgid-Bugs-To): [^"]*"\n',
    re.MULTILINE,
)
PRINTF_FIELD: Final = re.compile(r"%(?:\(\w+\))?[sdrf]")

Key = tuple[str, str]


@dataclass(frozen=True)
class Catalogues:
    """The catalogues of one tree: a template and one file for each language."""

    source: Path = ROOT / "app"
    folder: Path = ROOT / "translations"

    @property
    def template(self) -> Path:
        """Where every source sentence is listed."""
        return self.folder / f"{DOMAIN}.pot"

    def language(self, code: str) -> Path:
        """Where the sentences of a language are."""
        return self.folder / code / "LC_MESSAGES" / f"{DOMAIN}.po"

    def extract(self) -> Catalog:
        """Read every marked sentence of the source."""
        found = Catalog(project="Madoguchi", domain=DOMAIN, charset="utf-8")
        for name, _line, text, comments, context in extract_from_dir(
            self.source, method_map=[("**.py", "python")], keywords=KEYWORDS,
            comment_tags=COMMENT_TAGS, strip_comment_tags=True,
        ):  # fmt: skip
            place = f"{self.source.name}/{name}"
            found.add(text, None, [(place, 0)], auto_comments=comments, context=context)
        return found

    def update(self, *, drops_unused: bool = False) -> list[Path]:
        """Write the template and merge it into each language; return the files that changed."""
        template = self.extract()
        changed = [self.template] if _write(self.template, template) else []
        for code in LANGUAGES:
            path = self.language(code)
            catalogue = _read(path) if path.exists() else _empty(code)
            # A guess from a similar sentence would be shown to people as if somebody had
            # written it, so there are none.
            catalogue.update(template, no_fuzzy_matching=True)
            if _write(path, catalogue, ignore_obsolete=drops_unused):
                changed.append(path)
        return changed

    def problems(self) -> Iterator[str]:
        """Tell each thing that keeps the catalogues from being whole, one sentence each."""
        wanted = {_key(message): message for message in self.extract() if message.id}
        if not self.template.exists():
            yield "There is no template yet. Run: python -m app.dev strings"
            return
        listed = {_key(message) for message in _read(self.template) if message.id}
        if listed != set(wanted):
            odd = len(listed ^ set(wanted))
            yield f"The template differs from the source in {odd} sentences: app.dev strings"
        for code in LANGUAGES:
            path = self.language(code)
            if not path.exists():
                yield f"{code}: there is no catalogue."
                continue
            yield from _language_problems(code, _read(path), wanted)


def _language_problems(code: str, catalogue: Catalog, wanted: dict[Key, Message]) -> Iterator[str]:
    """Tell what is missing or broken in one language."""
    there = {_key(message): message for message in catalogue if message.id}
    for key, source in wanted.items():
        message = there.get(key)
        if message is None:
            yield f"{code}: not in the catalogue: {_name(source)}"
            continue
        forms = _forms(message.string)
        if code in COMPLETE and (message.fuzzy or not forms or not all(forms)):
            yield f"{code}: not translated: {_name(source)}"
        fields = set().union(*(placeholders(one) for one in _forms(source.id)))
        for form in forms:
            if form and placeholders(form) != fields:
                yield f"{code}: other placeholders than the source: {_name(source)}"


def placeholders(text: str) -> frozenset[str]:
    """Return the fields a sentence is filled in with, whichever their order."""
    found = set(PRINTF_FIELD.findall(text))
    try:
        found |= {f"{{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        # A lone brace: not a sentence with fields, unless the other side has them.
        found.add("broken braces")
    return frozenset(found)


def _forms(text: object) -> tuple[str, ...]:
    """Return the one form of a sentence, or each of its plural forms."""
    if isinstance(text, str):
        return (text,)
    return tuple(text) if isinstance(text, Iterable) else ()


def _key(message: Message) -> Key:
    return message.context or "", _forms(message.id)[0]


def _name(message: Message) -> str:
    text = _forms(message.id)[0]
    return text if len(text) <= 70 else text[:69] + "…"


def _read(path: Path) -> Catalog:
    with path.open("rb") as text:
        return read_po(text, domain=DOMAIN)


def _empty(code: str) -> Catalog:
    """Return the start of a language; easy Japanese counts as Japanese does."""
    catalogue = Catalog(locale="ja" if code.startswith("ja") else code, domain=DOMAIN)
    catalogue.header_comment = f"# Sentences of Madoguchi: {code}"
    catalogue.fuzzy = False
    return catalogue


def _write(path: Path, catalogue: Catalog, *, ignore_obsolete: bool = False) -> bool:
    """Write a catalogue when its words changed; tell whether they did."""
    catalogue.header_comment = f"# Sentences of Madoguchi: {path.parent.parent.name}"
    if path.suffix == ".pot":
        catalogue.header_comment = "# Sentences of Madoguchi: the English source"
    buffer = io.BytesIO()
    write_po(
        buffer, catalogue, width=100, sort_by_file=True, include_lineno=False,
        ignore_obsolete=ignore_obsolete, include_previous=False,
    )  # fmt: skip
    text = UNSTABLE_HEADERS.sub("", buffer.getvalue().decode("utf-8"))
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
