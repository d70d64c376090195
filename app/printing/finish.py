"""Finishes a PDF that Qt wrote: what its letters mean, its language and title, the same bytes each time.

Qt leaves these out or writes the present moment and a random number. The objects of the file are
taken apart, four kinds replaced, and put together with a new table of places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

_PRODUCER = "Madoguchi"
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself; `language` as in BCP 47, `day` is the day it is made for."""

    title: str
    language: str
    day: date


def finished(pdf: bytes, about: About, typefaces: Iterable[list[str]]) -> bytes:
    """Return the PDF with its metadata and the meaning of its letters.

    Args:
        pdf: a file as `QPdfWriter` wrote it.
        about: title, language and day.
        typefaces: the characters of each embedded typeface in the order of first use.
    """
    objects, trailer = _objects_of(pdf)
    info, catalogue = _reference(trailer, b"Info"), _reference(trailer, b"Root")
    objects[info] = _info(about)
    objects[_reference(objects[catalogue], b"Metadata")] = _xmp(about)
    objects[catalogue] = objects[catalogue].replace(
        b"/Type /Catalog",
        b"/Type /Catalog\n/Lang %s\n/ViewerPreferences << /DisplayDocTitle true >>"
        % _text(about.language),
        1,
    )
    fonts = sorted(n for n, body in objects.items() if b"/Subtype /Type0" in body)
    known = list(typefaces)
    if len(fonts) == len(known):
        for font, characters in zip(fonts, known, strict=True):
            place = _reference(objects[font], b"ToUnicode")
            objects[place] = _meaning(objects[place], characters)
    return _file(_renumbered(objects, catalogue, info))


def _objects_of(pdf: bytes) -> tuple[dict[int, bytes], bytes]:
    """Return the bodies of all objects by number, and the trailer."""
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    table = re.match(rb"xref\s+0 (\d+)\s+", pdf[start:])
    if table is None:
        raise ValueError("not a table of places")
    rows = start + table.end()
    places = {}
    for number in range(int(table.group(1))):
        row = pdf[rows + 20 * number : rows + 20 * number + 20]
        if row[17:18] == b"n":
            places[number] = int(row[:10])
    ends = sorted([*places.values(), start])
    objects = {}
    for number, place in places.items():
        body = pdf[place : ends[ends.index(place) + 1]]
        objects[number] = re.sub(rb"\A\s*\d+ 0 obj\s*|\s*endobj\s*\Z", b"", body)
    return objects, pdf[rows:]


def _reference(body: bytes, key: bytes) -> int:
    found = re.search(rb"/%s (\d+) 0 R" % key, body)
    if found is None:
        raise ValueError(f"no {key.decode()}")
    return int(found.group(1))


def _text(text: str) -> bytes:
    return b"<" + ("\ufeff" + text).encode("utf-16-be").hex().encode() + b">"


def _info(about: About) -> bytes:
    day = b"(D:%s000000+09'00')" % about.day.strftime("%Y%m%d").encode()
    return (
        b"<<\n/Title %s\n/Creator %s\n/Producer %s\n/CreationDate %s\n/ModDate %s\n/Trapped /False\n>>"
        % (_text(about.title), _text(_PRODUCER), _text(_PRODUCER), day, day)
    )


def _xmp(about: About) -> bytes:
    day = f"{about.day.isoformat()}T00:00:00+09:00"
    packet = f"""<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmp:CreatorTool="{_PRODUCER}" xmp:CreateDate="{day}" xmp:ModifyDate="{day}" pdf:Producer="{_PRODUCER}">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(about.title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{escape(about.language)}</rdf:li></rdf:Bag></dc:language>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end='w'?>""".encode()
    head = b"<< /Type /Metadata /Subtype /XML /Length %d >>" % len(packet)
    return head + b"\nstream\n" + packet + b"\nendstream"


def _meaning(cmap: bytes, characters: list[str]) -> bytes:
    """Return the table letter → characters, when the log agrees with what Qt knew."""
    if not _agrees(cmap, characters):
        return cmap
    rows = [
        b"<%04X> <%s>" % (letter, text.encode("utf-16-be").hex().upper().encode())
        for letter, text in enumerate(characters, 1)
        if text
    ]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]  # the most a block may hold
    body = b"".join(
        b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks
    )
    stream = (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        + body
        + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


def _agrees(cmap: bytes, characters: list[str]) -> bool:
    """Compare the log with Qt's own table; one letter may stand for several alike characters."""
    same = other = 0
    rows = re.findall(rb"<(\w{4})> <\w{4}> (\[[^\]]*\]|<\w+>)", cmap)
    for first, codes in rows:
        for letter, code in enumerate(re.findall(rb"<(\w+)>", codes), int(first, 16)):
            if not 0 < letter <= len(characters):
                other += letter > len(characters)
            elif chr(int(code, 16)) == characters[letter - 1][:1]:
                same += 1
            else:
                other += 1
    return other <= 3 + same // 20


def _renumbered(objects: dict[int, bytes], catalogue: int, info: int) -> list[bytes]:
    """Return the objects in the order in which they are referred to, the catalogue first.

    Qt embeds typefaces in an order, and under names, that differ from one start of the program to the next.
    """
    order = [catalogue, info]
    for number in order:  # grows while it is walked
        order += dict.fromkeys(n for n in _referred(objects[number]) if n not in order)
    places = {number: place for place, number in enumerate(order, 1)}

    def moved(match: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % places[int(match.group(1))]

    found = []
    for place, number in enumerate(order, 1):
        head, stream, data = objects[number].partition(b"stream")
        head = re.sub(rb"/FontName /[A-Z]{6}\+", b"/FontName /%s+" % _tag(place), head)
        found.append(_REFERENCE.sub(moved, head) + stream + data)
    return found


def _referred(body: bytes) -> list[int]:
    return [int(number) for number in _REFERENCE.findall(body.partition(b"stream")[0])]


def _tag(number: int) -> bytes:
    """Return six letters for an embedded part of a typeface."""
    return bytes(65 + number // 26**place % 26 for place in reversed(range(6)))


def _file(objects: list[bytes]) -> bytes:
    """Return the whole file; its first object is the catalogue, its second the description."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, count = len(out), len(objects) + 1
    identity = hashlib.sha256(out).hexdigest()[:32].encode()
    out += b"xref\n0 %d\n0000000000 65535 f \n" % count
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R /ID [<%s> <%s>] >>\n" % (
        count, identity, identity,
    )  # fmt: skip
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)
