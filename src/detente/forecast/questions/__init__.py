"""Event questions: how likely is at least one matching act of one state towards another in a window?

question     what can be asked, checked
acts, record, calendar   the record as numbers, and what of it was known when
walk, features   decayed counts and base rates, moved on by the day; what is known of each question
hazard, calibration   the discrete-time hazard, partially pooled over kinds and pairs; Venn-Abers
rolling      forecasts as they would have been made;  scores: how good they were
answering    the answer: probability, interval, base rate, drivers, analogues;  asking: of a workspace
"""

from detente.forecast.questions.answering import BASE_RATE, MODEL, Answer, Record, answer
from detente.forecast.questions.asking import ask
from detente.forecast.questions.question import Question
from detente.forecast.questions.record import between, levels_of, matching, panel

__all__ = [
    "BASE_RATE",
    "MODEL",
    "Answer",
    "Question",
    "Record",
    "answer",
    "ask",
    "between",
    "levels_of",
    "matching",
    "panel",
]
