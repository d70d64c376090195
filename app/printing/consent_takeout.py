"""What a person reads first in her take-out, in easy Japanese: a page for the screen and one for paper."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from app.domain.consent.takeout import TakeOut
from app.messages import _, use_language
from app.messages.consent_takeout import (
    FILES_INSIDE,
    event_sentences,
    opening_sentences,
    title_words,
)
from app.printing.blocks import Block, Heading, Paragraph, Rule, Title, Together
from app.printing.document import Document, pdf_of
from app.printing.style import Style
from app.printing.words import Words, our_words

SIZE_PT = 18.0
LANGUAGE = "ja_easy"


def takeout_papers(taken: TakeOut) -> Mapping[str, bytes]:
    """Return `README.html` and `README.pdf`; the same take-out gives the same bytes."""
    with use_language(LANGUAGE):
        return {"README.html": _page(taken), "README.pdf": pdf_of(_paper(taken))}


def _paper(taken: TakeOut) -> Document:
    blocks: list[Block] = [Title(our_words(title_words()))]
    blocks += [Paragraph(our_words(one)) for one in opening_sentences(taken)]
    blocks.append(Heading(our_words(_("What was written"))))
    for one in taken.events:
        when, about = event_sentences(one.event)
        blocks.append(
            Together([Paragraph(our_words(when).all_bold()), Paragraph(our_words(about))])
        )
    blocks += [Rule(), Heading(our_words(_("What is in this file")))]
    blocks += [
        Together([Paragraph(Words(name).all_bold()), Paragraph(our_words(str(words)))])
        for name, words in FILES_INSIDE
    ]
    style = Style(SIZE_PT, easy=True, furigana=True)
    return Document(title_words(), taken.day, style, blocks, title_words(), one_side=True)


def _page(taken: TakeOut) -> bytes:
    rows = [event_sentences(one.event) for one in taken.events]
    parts = [
        "<!DOCTYPE html>",
        '<html lang="ja"><head><meta charset="utf-8">',
        f"<title>{escape(title_words())}</title>",
        # Large letters, dark on light, in whatever window: the page needs no file beside it.
        "<style>body{font:1.5rem/1.8 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;"
        "color:#111;background:#fff}dt{font-weight:bold;margin-top:1rem}dd{margin:0}</style>",
        f"</head><body><h1>{_ruby(title_words())}</h1>",
        *(f"<p>{_ruby(one)}</p>" for one in opening_sentences(taken)),
        f"<h2>{_ruby(_('What was written'))}</h2><dl>",
        *(f"<dt>{_ruby(when)}</dt><dd>{_ruby(about)}</dd>" for when, about in rows),
        f"</dl><h2>{_ruby(_('What is in this file'))}</h2><dl>",
        *(f"<dt>{escape(name)}</dt><dd>{_ruby(str(words))}</dd>" for name, words in FILES_INSIDE),
        "</dl></body></html>",
    ]
    return "\n".join(parts).encode("utf-8")


def _ruby(sentence: str) -> str:
    """Return a sentence as HTML with kana over its kanji."""
    made, last = [], 0
    for one in sorted(our_words(sentence).readings, key=lambda found: found.start):
        made.append(escape(sentence[last : one.start]))
        last = one.start + one.length
        made.append(
            f"<ruby>{escape(sentence[one.start : last])}<rp>(</rp><rt>{escape(one.kana)}</rt>"
            "<rp>)</rp></ruby>"
        )
    made.append(escape(sentence[last:]))
    return "".join(made)
