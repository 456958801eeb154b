"""The relationship of two states as a workspace has it: measures, forecasts, dates ahead, the brief.

It holds no logic of its own; `detente.api` is the door to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import polars as pl

from detente import coding, measure, report, workspace
from detente.errors import QueryError
from detente.forecast import ledger, questions, scenarios
from detente.forecast import series as forecast
from detente.forecast.series import Forecast as SeriesForecast
from detente.ontology import countries
from detente.records import Measure
from detente.settings import Settings, load

Format = report.Format
"""The forms of a brief."""

Frequency = Literal["W", "M", "Q"]


def as_date(value: str | dt.date | None) -> dt.date | None:
    """A date from its ISO form.

    Raises:
        QueryError: it is not a date as YYYY-MM-DD.
    """
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise QueryError(f"{value!r} is not a date; write it as 2026-01-06") from None


def as_dyad(value: str) -> tuple[str, str]:
    """A pair of states from its short form, such as `JPN-CHN`.

    Raises:
        QueryError: it is not two different ISO 3166 alpha-3 codes that the codebook knows.
    """
    parts = value.upper().replace(">", "-").split("-")
    if len(parts) != 2 or parts[0] == parts[1]:
        raise QueryError(f"{value!r} is not a pair of states; write two ISO codes, as in JPN-CHN")
    for code_ in parts:
        if code_ not in countries():
            raise QueryError(f"{value!r}: no state has the code {code_}; codes are ISO 3166 alpha-3, as in JPN-CHN")
    return parts[0], parts[1]


class Relation:
    """The relationship of two states as a workspace has it."""

    def __init__(
        self, store: workspace.Workspace, dyad: tuple[str, str], versions: Mapping[str, str] | None = None
    ) -> None:
        self.store = store
        self.dyad = dyad
        self.versions = versions or {"coder": coding.VERSION}

    def events(self) -> pl.DataFrame:
        """The events between the two, a row each."""
        return self.store.events(dyad=self.dyad)

    def flows(self, freq: Frequency = "M") -> pl.DataFrame:
        """Cooperation and conflict by period and direction, with coverage and rates per documents read."""
        return measure.flows(self.events(), self.dyad, freq, self._coverage())

    def streams(self) -> dict[str, int]:
        """The source streams of the pair's events with the number of them, the largest first."""
        return measure.streams(self.events())

    def index(
        self, freq: Frequency = "M", as_known: measure.AsKnown = "then", stream: str | None = None
    ) -> pl.DataFrame:
        """The relationship index, the level of the pair: unique_id, ds, y, y-lo-90, y-hi-90, n.

        The arguments and errors are those of `level`.
        """
        events = measure.streamed(self.events())
        return measure.index(events, self.dyad, freq, as_known=as_known, coverage=self._coverage(), stream=stream)

    def level(
        self, freq: Frequency = "M", as_known: measure.AsKnown = "then", stream: str | None = None
    ) -> pl.DataFrame:
        """The level of the pair and of each direction, in the columns of `index`.

        Args:
            freq: W, M or Q.
            as_known: `then`: from what had been reported by the end of each period; `now`: from everything.
            stream: the source stream that is measured (`streams`); needed where there are several.

        Raises:
            QueryError: there are several streams and none is named, or not the one named.
        """
        events = measure.streamed(self.events())
        return measure.level(events, self.dyad, freq, as_known=as_known, coverage=self._coverage(), stream=stream)

    def episodes(self, freq: Frequency = "M") -> pl.DataFrame:
        """Spells of tension and of thaw, the strongest first, with length, depth, recovery, issue and leading acts."""
        about = self.store.documents(self.dyad)["copy_id"].implode()
        others = self.store.documents().filter(~pl.col("superseded"), ~pl.col("copy_id").is_in(about))
        by_day = others.group_by(ds="published").agg(documents=pl.len())
        return measure.episodes(self.events(), self.dyad, freq, self._coverage(), by_day)

    def reciprocity(self, freq: Frequency = "M", lags: int = 2) -> pl.DataFrame:
        """How the acts of each of the two answer those of the other in the periods before, with interval and n.

        Raises:
            QueryError: the lags are not 1 to 12.
        """
        return measure.reciprocity(self.events(), self.dyad, freq, lags, self._coverage())

    def triangles(self) -> pl.DataFrame:
        """The third parties that act towards either of the two: counts, mean scores, and on whose side they act."""
        around = pl.concat([self.store.events(actor=list(self.dyad)), self.store.events(recipient=list(self.dyad))])
        return measure.triangles(around, self.dyad)

    def _coverage(self) -> pl.DataFrame:
        """The documents read by day, of whatever pair."""
        return self.store.coverage().select("ds", "documents")

    def series(self, freq: Frequency = "M") -> list[forecast.Series]:
        """The net flow of scores (cooperation less conflict) by period, each direction and the pair: a `Series` each.

        Zero is a balance of the two, or a period that was covered and quiet; a period without coverage is unknown.

        Raises:
            QueryError: no act between the two is dated.
        """
        return forecast.net_flow(self.events(), self.dyad, freq, self._coverage())

    def forecast(self, horizon: int = 6, levels: Sequence[float] = (80, 90), freq: Frequency = "M") -> pl.DataFrame:
        """The forecast of the net flow: unique_id, ds, the published model's median and its interval ends.

        Raises:
            QueryError: the horizon or a level cannot be used, or no act between the two is dated.
        """
        return self.outlook(horizon, levels, freq).frame

    def outlook(
        self,
        horizon: int = 6,
        levels: Sequence[float] = (80, 90),
        freq: Frequency = "M",
        extra: Sequence[str] = (),
    ) -> SeriesForecast:
        """The same with what stands behind it; the periods that are still to begin enter the ledger.

        Raises:
            QueryError: the horizon, a level or a model's name cannot be used, or no act between the two is dated.
        """
        series = self.series(freq)
        found = forecast.forecast(series, horizon, levels, extra=extra)
        ledger.keep_series(self.store, self.dyad, series, found, dt.date.today(), self.store.settings)
        return found

    def chance(
        self,
        by: str | dt.date,
        *,
        type: str | None = None,
        quad: str | None = None,
        level: str | None = None,
        issue: str | None = None,
        on: str | dt.date | None = None,
    ) -> questions.Answer:
        """How likely the first state does at least one such act to the second, from the day after `on` to `by`.

        Args:
            by: the last day.
            type: a PLOVER root, or any.
            quad: a quad, or any.
            level: `leader` or `minister`: who must take part, on either side; or anybody.
            issue: an issue of the codebook, or any.
            on: the day at whose end the question is asked, with what was known by then; today if not given.

        An answer about a window that has not begun enters the ledger; one that is asked of the past does not.

        Raises:
            QueryError: a value that there is not, a window that cannot be asked about, or nothing to learn from.
        """
        end, asked = as_date(by), as_date(on) or dt.date.today()
        assert end is not None
        first = asked + dt.timedelta(days=1)
        question = questions.Question(*self.dyad, first, end, type=type, quad=quad, level=level, issue=issue)
        answer = questions.ask(self.store, question, self.store.settings.questions)
        ledger.keep_answer(self.store, answer, dt.date.today())
        return answer

    def scenario(
        self,
        *supposed: str,
        horizon: int = 6,
        freq: Frequency = "M",
        panel: str | Path | None = None,
    ) -> scenarios.Outlook:
        """The coming periods if acts happen, beside those without; effects learnt from all pairs of the workspace.

        The odds enter the ledger where the periods that tell the outcome are still to begin; those from a panel do not.

        Args:
            supposed: each as `TYPE[:level]@DATE`, such as "CONSULT:leader@2026-11"; the level is `leader` or a mode.
            horizon: periods ahead.
            freq: W, M or Q.
            panel: a CSV of `actor, recipient, date, type` to learn from in place of the workspace.

        Raises:
            QueryError: nothing is supposed, it cannot be read, or too little is known of the pair.
        """
        asked = [scenarios.parse(text) for text in supposed]
        if not asked:
            raise QueryError("nothing is supposed; give at least one act, as in CONSULT:leader@2026-11")
        if panel is not None:
            return scenarios.outlook(scenarios.read_events(Path(panel)), self.dyad, asked, horizon, freq)
        events = scenarios.with_leaders(self.store.events(), self.store.records("event"))
        found = scenarios.outlook(events, self.dyad, asked, horizon, freq, self._coverage())
        ledger.keep_scenario(self.store, self.dyad, found, dt.date.today())
        return found

    def agenda(self, since: str | dt.date | None = None, until: str | dt.date | None = None) -> list[report.Entry]:
        """The dates ahead: occasions merged across documents, meetings of common forums, anniversaries of accords.

        Args:
            since: the first day; today if not given.
            until: the last day; two years after the first if not given.
        """
        occasions = self.store.records("occasion", dyad=self.dyad)
        return report.agenda(occasions, self.dyad, as_date(since) or dt.date.today(), as_date(until))

    def measures(self, on: str | dt.date | None = None) -> list[Measure]:
        """The bans, tariffs, controls, suspended talks and the like between the two; on a day, those that stand.

        Those that no event tells of come from the reference table of episodes, and say so.
        """
        told = measure.standing(self.events(), self.dyad)
        return measure.joined(told, measure.recorded(self.dyad), as_date(on))

    def brief(
        self, path: str | Path | None = None, *, form: Format | None = None, settings: Settings | None = None
    ) -> str:
        """The brief as text; written to `path` where one is given (its ending tells the form unless `form` does).

        Raises:
            QueryError: the ending of `path` tells no form.
        """
        form = form or report.form_of(path)
        material = report.gather(self.store, self.dyad, generated=dt.date.today(), versions=self.versions)
        text = report.render(report.compose(material, settings or load()), form)
        if path is not None:
            report.write(Path(path), text)
        return text
