"""Hears English commands with pocketsphinx: its model comes with the library, nothing goes online."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import Unavailable
from app.domain.voice.alike import apart
from app.domain.voice.evidence import Decoding, Decodings, HeardWord, Judge, gather
from app.domain.voice.policy import Hearing
from app.speech.sound import SAMPLE_BYTES, Sound

if TYPE_CHECKING:
    from pocketsphinx import Decoder

JUDGE = Path(__file__).resolve().parents[2] / "resources" / "voice" / "en.json"
FRAMES_A_SECOND = 100
MOST_GUESSES = 5
_LEAST = 1e-300
_GRAMMAR = (("bestpath", False), ("beam", 1e-80), ("wbeam", 1e-50), ("pbeam", 1e-80))


def read_judge(file: Path = JUDGE) -> Judge:
    """Read the fitted weights and the one threshold."""
    found = json.loads(file.read_text("utf-8"))
    terms = {
        name: (mean, spread, weight) for name, (mean, spread, weight) in found["terms"].items()
    }
    return Judge(terms, float(found["bias"]), float(found["threshold"]))


class EnglishEars:
    """One kept decoder; a set of phrases becomes a grammar the first time it is asked for."""

    engine = "pocketsphinx"

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._decoder = _decoder()
        self._phrases: dict[str, str] = {}
        self._phones: dict[str, tuple[str, ...]] = {}

    def hear(self, sound: Sound, phrases: Mapping[str, str]) -> Hearing:
        """Return which phrase was said, and how likely it is.

        Args:
            sound: one utterance, mono, 16,000 samples a second.
            phrases: each phrase in small letters without punctuation, and what it means: two
                phrases of one meaning are no rivals.
        """
        decodings = self.decodings(sound, phrases)
        said = decodings.grammar.text
        rivals = self.rivals(said, phrases)
        evidence = gather(decodings, rivals) if said in self._phones else None
        score = self._judge.likelihood(evidence) if evidence else 0.0
        heard = decodings.free.text or decodings.bare.text
        guesses = self._guesses(said, decodings)
        return Hearing(said, heard, score, self._judge.threshold, guesses)

    def decodings(self, sound: Sound, phrases: Mapping[str, str]) -> Decodings:
        """Listen in three ways: by the grammar of these phrases, freely, and for bare phones."""
        self._learn(phrases)
        frames = len(sound.samples) / SAMPLE_BYTES / sound.rate * FRAMES_A_SECOND
        by_word = self._word
        return Decodings(
            self._listen("grammar", sound.samples, by_word) if self._phones else Decoding((), 0.0),
            self._listen("free", sound.samples, by_word),
            self._listen("bare", sound.samples, lambda phone: (phone,)),
            frames,
        )

    def rivals(self, said: str, phrases: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        """Return the phrases of another meaning, with how they sound."""
        meaning = phrases.get(said)
        return {
            phrase: phones for phrase, phones in self._phones.items() if phrases[phrase] != meaning
        }

    def unpronounced(self, phrases: Mapping[str, str]) -> list[str]:
        """Return the phrases with a word nobody told this program how to say."""
        self._learn(phrases)
        return [phrase for phrase in phrases if phrase not in self._phones]

    def _learn(self, phrases: Mapping[str, str]) -> None:
        if phrases == self._phrases:
            return
        self._phrases = dict(phrases)
        sounds = {phrase: self._sound_of(phrase) for phrase in phrases}
        self._phones = {phrase: phones for phrase, phones in sounds.items() if phones}
        if self._phones:
            choices = " | ".join(self._phones)
            grammar = f"#JSGF V1.0;\ngrammar commands;\npublic <command> = {choices};\n"
            self._decoder.add_jsgf_string("grammar", grammar)

    def _sound_of(self, phrase: str) -> tuple[str, ...]:
        parts = [self._taught(word) for word in phrase.split()]
        return tuple(phone for part in parts for phone in part) if all(parts) else ()

    def _taught(self, word: str) -> tuple[str, ...]:
        """Return how a word sounds; compounds and short names of letters are taught first."""
        known = self._word(word)
        if known:
            return known
        phones = self._compound(word) or self._spelled(word)
        if phones:
            self._decoder.add_word(word, " ".join(phones), True)
        return phones

    def _compound(self, word: str) -> tuple[str, ...]:
        for place in range(len(word) - 3, 2, -1):
            first, second = self._word(word[:place]), self._word(word[place:])
            if first and second:
                return first + second
        return ()

    def _spelled(self, word: str) -> tuple[str, ...]:
        if len(word) > 4 or not (word.isascii() and word.isalpha()):
            return ()
        return tuple(phone for letter in word for phone in self._word(f"{letter}."))

    def _word(self, word: str) -> tuple[str, ...]:
        return tuple((self._decoder.lookup_word(word) or "").split())

    def _listen(
        self, search: str, samples: bytes, sounds: Callable[[str], tuple[str, ...]]
    ) -> Decoding:
        decoder = self._decoder
        decoder.activate_search(search)
        decoder.start_utt()
        decoder.process_raw(samples, full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        if found is None:
            return Decoding((), 0.0)
        words = tuple(
            HeardWord(one.word.partition("(")[0], one.start_frame, one.end_frame, sounds(one.word))
            for one in decoder.seg() or ()
            if one.word[0] not in "<[(+" and one.word != "SIL"
        )
        return Decoding(words, -math.log(max(found.score, _LEAST)))

    def _guesses(self, said: str, decodings: Decodings) -> tuple[str, ...]:
        free, bare = decodings.free.phones, decodings.bare.phones
        if not bare:
            return ()

        def far(phrase: str) -> tuple[float, str]:
            phones = self._phones[phrase]
            bonus = -0.2 if phrase == said else 0.0
            return apart(free, phones) + apart(bare, phones) + bonus, phrase

        return tuple(sorted(self._phones, key=far)[:MOST_GUESSES])


def _decoder() -> Decoder:
    try:
        from pocketsphinx import Decoder, get_model_path
    except ImportError:
        raise Unavailable("voice.no_ears_en") from None
    folder = Path(get_model_path()) / "en-us"
    try:
        decoder = Decoder(
            hmm=str(folder / "en-us"),
            dict=str(folder / "cmudict-en-us.dict"),
            lm=None,
            loglevel="FATAL",
        )
        decoder.add_lm_file("free", str(folder / "en-us.lm.bin"))
        decoder.add_allphone_file("bare", str(folder / "en-us-phone.lm.bin"))
        # Searches made from here on are grammars. Their second pass over the lattice would answer
        # with the beginning of a phrase; the usual beams lose short words in noise.
        for name, value in _GRAMMAR:
            decoder.config[name] = value
    except (RuntimeError, ValueError):
        raise Unavailable("voice.no_ears_en") from None
    return decoder
