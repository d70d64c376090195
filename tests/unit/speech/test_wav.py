"""Sound files of every usual kind become the same sound."""

from __future__ import annotations

import io
import struct
import wave
from pathlib import Path

import numpy
import pytest

from app.domain.errors import BadInput
from app.speech.endpoints import utterance
from app.speech.sound import Sound
from app.speech.wav import RATE, from_wav, read_wav

SECONDS = 0.5


def tone(rate: int) -> numpy.ndarray:
    return 0.5 * numpy.sin(2 * numpy.pi * 440 * numpy.arange(round(rate * SECONDS)) / rate)


def riff(kind: int, channels: int, rate: int, bits: int, samples: bytes, size: int = -1) -> bytes:
    frame = channels * bits // 8
    head = struct.pack("<HHIIHH", kind, channels, rate, rate * frame, frame, bits)
    if kind == 0xFFFE:
        head += struct.pack("<HHI", 22, bits, 0) + struct.pack("<H", 1) + bytes(14)
    body = b"fmt " + struct.pack("<I", len(head)) + head
    body += b"LIST" + struct.pack("<I", 3) + b"abc\0"
    told = len(samples) if size < 0 else size
    body += b"data" + struct.pack("<I", told) + samples
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WAVE" + body


def encoded(bits: int, kind: int, wave_: numpy.ndarray) -> bytes:
    if kind == 3:
        return wave_.astype(f"<f{bits // 8}").tobytes()
    if bits == 8:
        return numpy.rint(wave_ * 127 + 128).astype(numpy.uint8).tobytes()
    if bits == 24:
        wide = numpy.rint(wave_ * (2**23 - 1)).astype("<i4")
        return wide.view(numpy.uint8).reshape(-1, 4)[:, :3].tobytes()
    return numpy.rint(wave_ * (2 ** (bits - 1) - 1)).astype(f"<i{bits // 8}").tobytes()


def same_tone(sound: Sound) -> None:
    assert sound.rate == RATE
    assert sound.seconds == pytest.approx(SECONDS, abs=0.01)
    values = numpy.frombuffer(sound.samples, "<i2") / 32_768
    middle, expected = values[1_000:-1_000], tone(RATE)[1_000:-1_000]
    assert numpy.corrcoef(middle[: len(expected)], expected[: len(middle)])[0, 1] > 0.99
    assert 0.45 < numpy.abs(middle).max() < 0.55


@pytest.mark.parametrize(
    ("kind", "bits"), [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (3, 64), (0xFFFE, 16)]
)
@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_every_usual_wav_file_is_the_same_tone(kind: int, bits: int, rate: int):
    both = numpy.repeat(tone(rate), 2)
    same_tone(from_wav(riff(kind, 2, rate, bits, encoded(bits, kind, both))))


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF, 0x7FFFF000])
def test_a_file_written_into_a_pipe_has_no_true_length_and_is_read(size: int):
    same_tone(from_wav(riff(1, 1, 16_000, 16, encoded(16, 1, tone(16_000)), size)))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"RIFF", b"ID3 some music", riff(1, 0, 16_000, 16, b"ab"), riff(6, 1, 8_000, 8, b"ab"),
        riff(1, 1, 0, 16, b"ab"), riff(1, 1, 16_000, 12, b"ab"), riff(1, 1, 16_000, 16, b"")[:40],
    ],
)  # fmt: skip
def test_what_is_no_sound_is_refused_with_its_name(tmp_path: Path, data: bytes):
    file = tmp_path / "x.wav"
    file.write_bytes(data)
    with pytest.raises(BadInput) as caught:
        read_wav(file)
    assert caught.value.code == "voice.no_wav"
    assert caught.value.findings[0].file == str(file)


def test_a_folder_or_a_missing_file_is_refused(tmp_path: Path):
    for file in (tmp_path, tmp_path / "none.wav"):
        with pytest.raises(BadInput) as caught:
            read_wav(file)
        assert caught.value.code == "voice.no_file"


def test_silence_and_an_empty_file_hold_no_utterance():
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 44_100, 0, "NONE", ""))
    assert utterance(from_wav(out.getvalue())) is None
    assert utterance(Sound(bytes(RATE * 2 * 3), RATE)) is None
    hiss = numpy.random.default_rng(1).standard_normal(RATE * 3) * 30
    assert utterance(Sound(hiss.astype("<i2").tobytes(), RATE)) is None
