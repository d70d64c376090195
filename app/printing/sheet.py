"""The take-home sheet「きょうやったこと」on paper."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from app.domain.eras import format_day
from app.domain.sheet_steps import trouble_of
from app.domain.sheets import SHEET_SIZES_PT, Sheet
from app.messages import _, language, pgettext
from app.messages.sure_readings import has_all_kana
from app.messages.times import day_words, time_words
from app.printing.blocks import Block, Box, Number, Paragraph, Rule, Steps, Title, Together
from app.printing.codes import Beside, Code
from app.printing.document import (
    Document,
    pdf_of,
    pictures_of,
    print_document,
    write_document,
)
from app.printing.style import Style
from app.printing.words import Words, filled, free_words, joined, name_words, our_words


def write_sheet(file: str | Path, sheet: Sheet) -> None:
    """Write a take-home sheet as PDF in the current language, whole or not at all.

    Raises:
        Unavailable: `files.cannot_write`, `printing.no_typeface`.
        BadInput: `printing.qr_too_long`.
    """
    write_document(file, sheet_document(sheet))


def sheet_pdf(sheet: Sheet) -> bytes:
    """Return a take-home sheet as PDF, for the printer or a preview."""
    return pdf_of(sheet_document(sheet))


def sheet_pictures(sheet: Sheet, width_px: int) -> list[bytes]:
    """Return a take-home sheet as it looks, one PNG a page."""
    return pictures_of(sheet_document(sheet), width_px)


def print_sheet(sheet: Sheet, printer: QPagedPaintDevice) -> None:
    """Put a take-home sheet on a printer."""
    print_document(sheet_document(sheet), printer)


def sheet_document(sheet: Sheet) -> Document:
    """Return the sheet as a paper; sizes other than 22, 28 and 36 pt are a mistake of the caller."""
    if sheet.size_pt not in SHEET_SIZES_PT:
        raise ValueError(f"no sheet of {sheet.size_pt} pt")
    # Translators: title of the take-home sheet, in very large print
    title = our_words(_("What we did today"))
    blocks: list[Block] = [Title(title), Paragraph(_for_whom(sheet), small=True), Rule()]
    if sheet.title:
        blocks.append(Paragraph(free_words(sheet.title).all_bold()))
    if sheet.steps:
        blocks.append(Steps([free_words(step) for step in sheet.steps]))
    if sheet.if_not:
        blocks.append(Paragraph(_if_not(sheet.if_not)))
    if sheet.next_day:
        blocks.append(Box([_next(sheet)]))
    blocks.append(_foot(sheet))
    style = Style(float(sheet.size_pt), easy=language() == "ja_easy", furigana=sheet.furigana)
    foot = joined([Words(title.text), Words(_day(sheet)), Words(sheet.name)], " ").text
    return Document(f"{title.text} {_day(sheet)}", sheet.day, style, blocks, foot, one_side=True)


def _day(sheet: Sheet) -> str:
    return format_day(sheet.day, language())


def _for_whom(sheet: Sheet) -> Words:
    day = our_words(_day(sheet))
    if not sheet.name:
        return day
    # Translators: under the sheet's title: the day and the visitor's name, さん after it
    line = _("{day}  {name}")
    return filled(line, day=day, name=name_words(sheet.name, sheet.kana))


def _if_not(text: str) -> Words:
    trouble = trouble_of(text)
    if not trouble:
        # Translators: on the take-home sheet, before what to do when the steps do not work
        return filled(_("If it does not work: {what}"), what=free_words(text))
    whole = free_words(text)
    return replace(whole, bold=((0, len(trouble.rstrip())), *whole.bold))


def _next(sheet: Sheet) -> Paragraph:
    assert sheet.next_day is not None
    day = our_words(day_words(sheet.next_day)).all_bold()
    # Translators: in a box on the take-home sheet
    parts = [filled(_("Next: {day}"), day=day)]
    where = _centre(sheet) if sheet.next_place == sheet.centre else free_words(sheet.next_place)
    place = where.all_bold() if sheet.next_place else None
    if sheet.next_time is not None:
        hour = our_words(time_words(sheet.next_time)).all_bold()
        if place:
            # Translators: second line in the box: when and where
            parts.append(filled(_("{time} at {place}"), time=hour, place=place))
        else:
            # Translators: second line in the box: the time; the place is where she is now
            parts.append(filled(_("{time}, here"), time=hour))
    elif place:
        # Translators: second line in the box: where to come
        parts.append(filled(_("at {place}"), place=place))
    return Paragraph(joined(parts, "\n"))


def _foot(sheet: Sheet) -> Block:
    left: list[Block] = []
    if sheet.phone:
        # Translators: above the centre's telephone number
        left += [
            Paragraph(our_words(pgettext("paper", "Telephone")), small=True),
            Number(sheet.phone),
        ]
    left.append(Paragraph(_centre(sheet), small=True))
    # Translators: last line of the take-home sheet
    left.append(Paragraph(our_words(_("If in trouble, show this paper")), small=True))
    if not sheet.qr_text:
        return Together(left)
    # Translators: under a code on paper
    label = free_words(sheet.qr_label or _("For a telephone's camera"))
    return Beside(left, Code(sheet.qr_text, label))


def _centre(sheet: Sheet) -> Words:
    if sheet.centre_kana:
        return name_words(sheet.centre, sheet.centre_kana)
    # Kana over half of a name look like a mistake.
    return free_words(sheet.centre) if has_all_kana(sheet.centre) else Words(sheet.centre)
