"""Is this text English? Decided offline by py3langid, on the first part of the text."""

from __future__ import annotations

import functools

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from detente.errors import DocumentError
from detente.settings import Sources

_SAMPLE = 6_000
"""Characters looked at: enough to be sure, and the time stays bounded."""

_ENGLISH = ("en", "pcm", "sco")
"""Labels of the detector that count as English: it takes headlines for Nigerian Pidgin or Scots."""

_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German",
    "el": "Greek", "es": "Spanish", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "km": "Khmer", "ko": "Korean", "ms": "Malay", "my": "Burmese", "nl": "Dutch", "no": "Norwegian",
    "nb": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "th": "Thai", "tl": "Tagalog", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
_REMEDY = "translate it first"


def require_english(text: str, path: str, limits: Sources, stated: str | None = None, line: int | None = None) -> str:
    """ "en", or an error; what the document states of itself is believed.

    A text with few letters is taken as English unless most of them are not Latin.

    Raises:
        DocumentError: the text is in another language, which the message names.
    """
    if stated is not None:
        if _is_english(stated):
            return "en"
        raise DocumentError(path, f"its language is {_name(stated)}; detente reads English only", _REMEDY, line)
    sample = text[:_SAMPLE]
    letters = [letter for letter in sample if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if len(letters) < limits.language_min_letters and 2 * latin >= len(letters):
        return "en"
    guess = _guess(sample, limits.language_min_probability)
    if guess != "en":
        raise DocumentError(path, f"language looks like {_name(guess)}; detente reads English only", _REMEDY, line)
    return "en"


def _guess(sample: str, min_probability: float) -> str:
    """ "en" where English is the best guess or probable enough, else the best guess."""
    ranked = _identifier().rank(sample)
    best = str(ranked[0][0])
    english = sum(float(p) for label, p in ranked if label in _ENGLISH)
    return "en" if best in _ENGLISH or english >= min_probability else best


def _is_english(stated: str) -> bool:
    return stated.lower().replace("_", "-").split("-")[0] in {"en", "eng", "english"}


def _name(code: str) -> str:
    return _NAMES.get(code.lower().split("-")[0], f'"{code[:20]}"')


@functools.cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
