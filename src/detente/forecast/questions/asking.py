"""A question asked of a workspace: what it holds, as the record that an answer rests on."""

from __future__ import annotations

from detente.forecast.questions.answering import Answer, answer
from detente.forecast.questions.question import Question
from detente.forecast.questions.record import levels_of, panel
from detente.settings import Questions as Options
from detente.workspace import Workspace


def ask(store: Workspace, question: Question, options: Options) -> Answer:
    """The answer to a question from what a workspace knew before the question's window.

    Raises:
        QueryError: nothing was known then, or the window is longer than the record.
    """
    published = dict(store.documents().select("text_id", "published").iter_rows())
    told = ((one, published.get(one.document)) for one in store.records("occasion"))
    made, pair = panel(store.events(), store.coverage(), told, question, at_level(store, question), options)
    return answer(question, made, pair, options)


def at_level(store: Workspace, question: Question) -> frozenset[str]:
    """The ids of the mentions at the question's level; none where it asks for no level."""
    if question.level is None:
        return frozenset()
    return levels_of(store.records("event"), question.level)
