"""The notice of a nursery selection on paper: one for each child, every wish with its reason.

A letter is made from a `Letter` alone, which only a released round gives. Nothing is worked out
here: what is printed is what was approved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.eras import format_day
from app.domain.errors import Unavailable
from app.domain.nursery.results import MOVED, OFFERED, STAYING, WAITING
from app.domain.nursery.rounds import Letter
from app.domain.progress import NoProgress, Progress
from app.messages import N_, Lazy, _, language, use_language
from app.messages.nursery import reason_sentence
from app.printing.blocks import Block, Box, Heading, Paragraph, Rule, Title, Together
from app.printing.document import Document, pdf_of_sheets, write_pdf
from app.printing.style import Style
from app.printing.words import Words, filled, free_words, joined, our_words

# Large print, and larger still for who asks for it.
LETTER_SIZES_PT: tuple[int, ...] = (18, 22, 28)
_GROUP = 8
# A file of more pages is slow to open at the printer.
MOST_IN_A_FILE = 200

# Translators: on the notice to a family, in large print; {place} is a nursery, {rank} a number.
_RESULTS: dict[str, Lazy] = {
    OFFERED: N_("A place is offered: {place} (wish {rank})."),
    MOVED: N_("The child moves to {place} (wish {rank})."),
    STAYING: N_("The child stays at {place}."),
    WAITING: N_("There is no place this time. The child stays on the waiting list."),
}


@dataclass(frozen=True, slots=True)
class LetterLook:
    """How letters are printed: size, `ja` or `ja_easy`, kana, both sides of a sheet.

    `closing` is the town's own text at the end, for example how to appeal.
    """

    size_pt: int = 22
    language: str = "ja"
    furigana: bool = False
    both_sides: bool = True
    closing: str = ""


def letters_pdf(letters: Sequence[Letter], look: LetterLook) -> bytes:
    """Return letters as one PDF, each on sheets of its own, in the order given."""
    with use_language(look.language):
        made = [letter_document(one, look) for one in letters]
        title = f"{letters[0].round_name} {_title()}"
        return pdf_of_sheets(title, made, both_sides=look.both_sides)


def write_letters(
    folder: Path,
    letters: Sequence[Letter],
    look: LetterLook,
    progress: Progress | None = None,
    *,
    most_in_a_file: int = MOST_IN_A_FILE,
) -> list[Path]:
    """Write letters into a folder, which is made if it is missing; return the files in order.

    Raises:
        Unavailable: `files.cannot_write`.
    """
    watcher = progress or NoProgress()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Unavailable("files.cannot_write", file=str(folder), reason=reason) from error
    made: list[Path] = []
    for start in range(0, len(letters), most_in_a_file):
        watcher.step("nursery.letters", start, len(letters))
        part = letters[start : start + most_in_a_file]
        file = folder / f"letters-{start + 1:05}-{start + len(part):05}.pdf"
        write_pdf(file, letters_pdf(part, look))
        made.append(file)
    watcher.step("nursery.letters", len(letters), len(letters))
    return made


def letter_document(letter: Letter, look: LetterLook) -> Document:
    """Return a letter as a paper in the current language; other sizes are a mistake of the caller."""
    if look.size_pt not in LETTER_SIZES_PT:
        raise ValueError(f"no letter of {look.size_pt} pt")
    day = format_day(letter.released_on, language())
    blocks: list[Block] = [
        Title(our_words(_title())),
        Paragraph(free_words(f"{letter.round_name}  {day}"), small=True),
        Rule(),
        Together(_whose(letter)),
        Box([Paragraph(result_words(letter).all_bold())]),
    ]
    if letter.wishes:
        # Translators: heading on the notice to a family
        blocks.append(Heading(our_words(_("Each wish and the reason"))))
        blocks += [_wish(number, letter) for number in range(len(letter.wishes))]
    if look.closing:
        blocks += [Rule(), Paragraph(free_words(look.closing))]
    blocks.append(_foot(letter))
    style = Style(float(look.size_pt), easy=language() == "ja_easy", furigana=look.furigana)
    # Should pages be parted, each says whose it is.
    foot = _("Number {child}").format(child=letter.child)
    return Document(
        f"{_title()} {letter.child}", letter.released_on, style, blocks, foot, one_side=True
    )


def result_words(letter: Letter) -> Words:
    """Return what was decided, with the nursery's name and the rank where there is one."""
    sentence = str(_RESULTS[letter.result])
    words = filled(sentence, place=Words(letter.place), rank=Words(str(letter.rank or "")))
    return joined([Words(letter.result), words], "\n")


def _title() -> str:
    # Translators: title of the notice to a family
    return _("Result of the nursery selection")


def _whose(letter: Letter) -> list[Block]:
    # Translators: on the notice to a family
    lines = (
        filled(_("Number {child}"), child=Words(letter.child).all_bold()),
        filled(
            _("Household {household}, age class {age}"),
            household=Words(letter.household),
            age=Words(str(letter.age)),
        ),
    )
    return [Paragraph(one) for one in lines]


def _wish(number: int, letter: Letter) -> Block:
    place, outcome = letter.wishes[number]
    # Translators: on the notice to a family, above the reason
    head = filled(_("Wish {rank}: {place}"), rank=Words(str(outcome.rank)), place=Words(place))
    return Together(
        [Paragraph(head.all_bold()), Paragraph(our_words(reason_sentence(outcome.reason)))]
    )


def _foot(letter: Letter) -> Block:
    mark = letter.input_sha256
    grouped = " ".join(mark[at : at + _GROUP] for at in range(0, len(mark), _GROUP))
    # Translators: last lines of the notice; the mark is a long number of the input's content
    return Together(
        [
            Rule(),
            Paragraph(our_words(_("Two officers looked at this result.")), small=True),
            Paragraph(our_words(_("If anything is unclear, bring this paper.")), small=True),
            Paragraph(filled(_("Mark of the input: {mark}"), mark=Words(grouped)), small=True),
        ]
    )
