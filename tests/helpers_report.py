"""A realistic brief's material, built by hand: short reports of our own, and the records found in them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from typing import Any

from detente.ontology import roots
from detente.records import (
    Actor,
    Document,
    Event,
    Expectation,
    Figure,
    Finding,
    Mention,
    Occasion,
    Precision,
    SourceRow,
    Statement,
    TextSpan,
    When,
    digest,
)
from detente.report.material import Material

DYAD = ("JPN", "CHN")
TODAY = dt.date(2026, 1, 12)


def document(published: str, publisher: str, title: str, text: str) -> Document:
    day = dt.date.fromisoformat(published)
    url = f"https://news.example/{publisher.lower().replace(' ', '-')}/{published}"
    return Document(text=text, title=title, published=day, publisher=publisher, url=url)


def find(text: str, words: str) -> TextSpan:
    start = text.index(words)
    return TextSpan(start, start + len(words), words)


def sentence(text: str, words: str) -> TextSpan:
    start = text.index(words)
    first = max(text.rfind(". ", 0, start) + 2, 0) if ". " in text[:start] else 0
    stop = text.find(". ", start + len(words) - 1)
    last = stop + 1 if stop >= 0 else len(text)
    return TextSpan(first, last, text[first:last])


def when(value: str) -> When:
    """`2025-11-07` is a day, `2025-11` a month, `2025` a year."""
    parts = [int(part) for part in value.split("-")]
    precision: Precision = ("year", "month", "day")[len(parts) - 1]  # type: ignore[assignment]
    start = dt.date(*[*parts, 1, 1][:3])
    last_month = parts[1] if len(parts) > 1 else 12
    last_day = parts[2] if len(parts) > 2 else calendar.monthrange(parts[0], last_month)[1]
    return When(start, dt.date(parts[0], last_month, last_day), precision, "stated")


def actors(spec: str | None) -> tuple[Actor, ...]:
    """`CHN` or `CHN/MIL`."""
    if not spec:
        return ()
    code, _, sector = spec.partition("/")
    return (Actor(code=code, text=code, sector=sector or "GOV", country=code),)


def act(
    reports: Sequence[tuple[Document, str]],
    actor: str | None,
    type_: str,
    recipient: str | None,
    date: str | None,
    **more: Any,
) -> tuple[Event, list[tuple[Mention, Document]]]:
    """An event with a mention for each (document, clause)."""
    root = roots()[type_]
    status = more.pop("status", "occurred")
    common = {"mode": more.get("mode"), "mutual": more.get("mutual", False)}
    asserted, about = more.pop("asserted_by", "text"), actors(more.pop("about", None))
    origins = more.pop("origins", len(reports))
    issue = more.pop("issue", None)
    mentions = [
        Mention(
            id=digest(copy.copy_id, clause, type_), document=copy.text_id, type=type_, quad=root.quad, status=status,
            evidence=find(copy.text, clause), sentence=sentence(copy.text, clause), actors=actors(actor),
            recipients=actors(recipient), about=about, issues=(issue,) if issue else (), score=root.score,
            when=when(date) if date else None, asserted_by=asserted, p_event=0.9, **common,
        )
        for copy, clause in reports
    ]  # fmt: skip
    one = (actors(actor) or (None,))[0]
    other = (actors(recipient) or (None,))[0]
    event = Event(
        id=digest(mentions[0].id, "event"), type=type_, quad=root.quad, status=status,
        actor=one.code if one else None, recipient=other.code if other else None,
        actor_sector=one.sector if one else None, recipient_sector=other.sector if other else None,
        issue=issue, score=root.score, when=when(date) if date else None,
        first_reported=reports[0][0].published, reports=len(reports),
        publishers=tuple(sorted({copy.publisher or "" for copy, _ in reports})), origins=origins,
        mentions=tuple(m.id for m in mentions), background=more.pop("background", False), **common,
    )  # fmt: skip
    return event, list(zip(mentions, [copy for copy, _ in reports], strict=True))


A = document(
    "2025-04-13",
    "Eastern Wire",
    "Foreign ministers revive economic dialogue in Tokyo",
    (
        "Japan and China held their high-level economic dialogue in Tokyo on 22 March, the first in six years. "
        "Foreign ministers Takeshi Iwaya and Wang Yi agreed to work for the removal of limits on Japanese seafood. "
        "China lifted nothing on that day. Iwaya said he had voiced “strong concern” about buoys placed near the "
        "Senkaku Islands. Trade between the two reached 44.2 trillion yen in 2024."
    ),
)
B = document(
    "2025-06-30",
    "Harbour Ledger",
    "Seafood from most of Japan may enter China again",
    (
        "China lifted its ban on seafood from 37 of Japan's 47 prefectures on 29 June. Beijing's customs office said "
        "imports would remain subject to inspection. Japan welcomed the step. Tokyo asked China to end the limits on "
        "the ten prefectures that remain barred."
    ),
)
C = document(
    "2025-07-10",
    "Eastern Wire",
    "Tokyo protests over close flight by Chinese bomber",
    (
        "Japan lodged a protest with China on 10 July after a Chinese JH-7 fighter-bomber flew within 30 metres of a "
        "Japanese surveillance aircraft over the East China Sea. Chinese aircraft had also approached on 9 July. "
        "“Such conduct could bring about an accidental collision,” the vice foreign minister, Takehiro Funakoshi, said."
    ),
)
D = document(
    "2025-09-04",
    "Lantern Review",
    "Parade in Beijing divides the guests",
    (
        "Japan asked other governments not to attend the parade in Beijing on 3 September, diplomats said. China "
        "protested to Japan about the request in August. President Xi Jinping received the leaders of Russia and North "
        "Korea. North Korea's leader had not been in Beijing since 2019."
    ),
)
E = document(
    "2025-11-01",
    "Eastern Wire",
    "Takaichi and Xi meet in Gyeongju",
    (
        "Prime Minister Sanae Takaichi and President Xi Jinping met in Gyeongju on 31 October and agreed to build "
        "“constructive and stable” relations. Takaichi said she had raised serious concerns about the South China Sea, "
        "Hong Kong and Xinjiang. Xi said the two countries should see each other as partners, not threats."
    ),
)
F = document(
    "2025-11-15",
    "Harbour Ledger",
    "China warns travellers off Japan after remarks on Taiwan",
    (
        "China summoned Japan's ambassador, Kenji Kanasugi, on 13 November over Prime Minister Takaichi's remark on 7 "
        "November that an attack on Taiwan could be a survival-threatening situation for Japan. On 14 November China's "
        "foreign ministry told its citizens to avoid travel to Japan. Japan summoned China's ambassador, Wu Jianghao, "
        "on 14 November over a post by the consul general in Osaka. “Those who play with fire will perish by it,” the "
        "spokesperson Lin Jian said. Chinese visitors made 7.5 million trips to Japan in the first nine months of 2025."
    ),
)
G = document(
    "2025-11-20",
    "Eastern Wire",
    "Beijing stops Japanese seafood again",
    (
        "China told Japan on 19 November that it would halt imports of Japanese seafood. China also postponed a "
        "meeting of the culture ministers of Japan, China and South Korea. China's coast guard sailed through waters "
        "around the Senkaku Islands on 16 November. Japan denied that its policy on Taiwan had changed. “Our position "
        "is consistent,” Chief Cabinet Secretary Minoru Kihara said. If the quarrel lasts, China could limit exports "
        "of rare earths, one trader said."
    ),
)
H = document(
    "2025-11-21",
    "Lantern Review",
    "What Beijing's seafood ban costs",
    (
        "Beijing halted purchases of Japanese seafood this week. Analysts at the Harbour Institute say a quick end is "
        "unlikely. Japan's exports to China fell 2.4% in November on the year. The embassy of the United States said "
        "Washington's commitment to the defence of Japan was unwavering."
    ),
)
RADAR = document(
    "2025-12-08",
    "Eastern Wire",
    "Chinese fighters lock radar on Japanese jets",
    (
        "Chinese J-15 fighters from the carrier Liaoning directed radar at Japanese F-15s on 6 December, Tokyo said. "
        "Japan protested to China on 7 December over what Defence Minister Shinjiro Koizumi called a “dangerous and "
        "extremely regrettable” act. China rejected the protest the same day and accused Japan of harassing its "
        "training. Australia voiced support for Japan."
    ),
)
J = document(
    "2025-12-10",
    "Harbour Ledger",
    "Russian and Chinese bombers fly together near Shikoku",
    (
        "Russian and Chinese bombers made a joint flight towards the Pacific off Shikoku on 9 December. Japan "
        "scrambled fighters. China said the flight was routine. South Korea also complained. The two-way quarrel will "
        "probably last into the spring, said Professor Mei Tanabe of Kansai."
    ),
)
K = document(
    "2026-01-07",
    "Eastern Wire",
    "China bars dual-use exports to Japan",
    (
        "China banned exports of dual-use goods for military users in Japan on 6 January. Japan called the step "
        "“absolutely unacceptable” and demanded its withdrawal on 7 January. China opened an anti-dumping inquiry into "
        "Japanese dichlorosilane on 7 January. Japan's government plans a defence budget of 9.04 trillion yen for "
        "fiscal 2026. Leaders of the Pacific rim are to meet in Shenzhen on 18 and 19 November 2026."
    ),
)
L = document(
    "2026-01-09",
    "Lantern Review",
    "Few ways out for Tokyo and Beijing",
    (
        "A meeting of the two leaders before the summer is very unlikely, said Akira Motoki of the Lantern Institute. "
        "Business leaders expect talks on rare earths to begin almost certainly within the year. Keidanren put off its "
        "January visit to China. In 2012 protests against Japan spread through more than 100 Chinese cities. A poll in "
        "December found that 55% of Japanese would not mind slower trade. Takaichi may visit China if the ban is "
        "lifted. Japan will hold the next three-way summit with South Korea and China at a date not set. The treaty of "
        "peace and friendship turns 48 on 12 August 2026."
    ),
)
DOCUMENTS = (A, B, C, D, E, F, G, H, RADAR, J, K, L)


def events() -> list[tuple[Event, list[tuple[Mention, Document]]]]:
    return [
        act([(A, "held their high-level economic dialogue in Tokyo on 22 March")], "JPN", "CONSULT", "CHN",
            "2025-03-22", mode="visit", mutual=True, issue="trade"),
        act([(A, "agreed to work for the removal of limits on Japanese seafood")], "JPN", "AGREE", "CHN",
            "2025-03-22", mutual=True, issue="trade"),
        act([(A, "voiced “strong concern” about buoys placed near the Senkaku Islands")], "JPN", "ACCUSE", "CHN",
            "2025-03-22", mode="disapprove", issue="territory", asserted_by="Takeshi Iwaya"),
        act([(B, "China lifted its ban on seafood from 37 of Japan's 47 prefectures")], "CHN", "CONCEDE", "JPN",
            "2025-06-29", issue="trade"),
        act([(B, "Japan welcomed the step")], "JPN", "SUPPORT", "CHN", "2025-06-30", issue="trade"),
        act([(B, "asked China to end the limits on the ten prefectures")], "JPN", "REQUEST", "CHN", "2025-06-30",
            mode="yield", issue="trade"),
        act([(C, "lodged a protest with China on 10 July")], "JPN", "ACCUSE", "CHN", "2025-07-10",
            mode="disapprove", issue="military"),
        act([(C, "flew within 30 metres of a Japanese surveillance aircraft over the East China Sea")], "CHN/MIL",
            "MOBILIZE", "JPN/MIL", "2025-07-10", mode="troops", issue="military"),
        act([(D, "asked other governments not to attend the parade")], "JPN", "REQUEST", None, "2025-08",
            issue="history", asserted_by="diplomats"),
        act([(D, "protested to Japan about the request in August")], "CHN", "ACCUSE", "JPN", "2025-08",
            mode="disapprove", issue="history"),
        act([(D, "received the leaders of Russia and North Korea")], "CHN", "CONSULT", "RUS", "2025-09-03",
            mode="visit", issue="diplomacy"),
        act([(E, "met in Gyeongju on 31 October")], "JPN", "CONSULT", "CHN", "2025-10-31", mode="visit", mutual=True,
            issue="diplomacy", origins=1),
        act([(E, "agreed to build “constructive and stable” relations")], "JPN", "AGREE", "CHN", "2025-10-31",
            mutual=True, issue="diplomacy"),
        act([(F, "China summoned Japan's ambassador, Kenji Kanasugi, on 13 November")], "CHN", "ACCUSE", "JPN",
            "2025-11-13", mode="disapprove", issue="taiwan", about="TWN"),
        act([(F, "told its citizens to avoid travel to Japan")], "CHN", "SANCTION", "JPN", "2025-11-14",
            mode="restrict", issue="people"),
        act([(F, "Japan summoned China's ambassador, Wu Jianghao, on 14 November")], "JPN", "ACCUSE", "CHN",
            "2025-11-14", mode="disapprove", issue="taiwan", about="TWN"),
        act([(G, "would halt imports of Japanese seafood"), (H, "halted purchases of Japanese seafood this week")],
            "CHN", "SANCTION", "JPN", "2025-11-19", mode="discontinue", issue="trade", origins=2),
        act([(G, "postponed a meeting of the culture ministers of Japan, China and South Korea")], "CHN", "SANCTION",
            "JPN", "2025-11", mode="discontinue", issue="people"),
        act([(G, "sailed through waters around the Senkaku Islands on 16 November")], "CHN/MIL", "MOBILIZE", "JPN",
            "2025-11-16", mode="troops", issue="territory"),
        act([(G, "denied that its policy on Taiwan had changed")], "JPN", "REJECT", "CHN", "2025-11-20",
            issue="taiwan", about="TWN"),
        act([(G, "China could limit exports of rare earths")], "CHN", "SANCTION", "JPN", None, mode="restrict",
            issue="trade", status="hypothetical", asserted_by="one trader"),
        act([(RADAR, "directed radar at Japanese F-15s on 6 December")], "CHN/MIL", "MOBILIZE", "JPN/MIL", "2025-12-06",
            mode="troops", issue="military", asserted_by="Tokyo"),
        act([(RADAR, "Japan protested to China on 7 December")], "JPN", "ACCUSE", "CHN", "2025-12-07",
            mode="disapprove", issue="military"),
        act([(RADAR, "China rejected the protest the same day")], "CHN", "REJECT", "JPN", "2025-12-07",
            issue="military"),
        act([(RADAR, "accused Japan of harassing its training")], "CHN", "ACCUSE", "JPN", "2025-12-07", mode="allege",
            issue="military"),
        act([(RADAR, "Australia voiced support for Japan")], "AUS", "SUPPORT", "JPN", "2025-12-07", issue="military"),
        act([(H, "commitment to the defence of Japan was unwavering")], "USA", "SUPPORT", "JPN", "2025-11-21",
            issue="military"),
        act([(J, "Russian and Chinese bombers made a joint flight")], "CHN/MIL", "COOPERATE", "RUS", "2025-12-09",
            issue="military", mutual=True),
        act([(J, "scrambled fighters")], "JPN/MIL", "MOBILIZE", "CHN", "2025-12-09", mode="alert", issue="military"),
        act([(K, "China banned exports of dual-use goods for military users in Japan on 6 January")], "CHN",
            "SANCTION", "JPN", "2026-01-06", mode="ban", issue="trade"),
        act([(K, "demanded its withdrawal on 7 January")], "JPN", "REQUEST", "CHN", "2026-01-07", mode="yield",
            issue="trade"),
        act([(K, "opened an anti-dumping inquiry into Japanese dichlorosilane")], "CHN", "ACCUSE", "JPN",
            "2026-01-07", mode="investigate", issue="trade"),
        act([(L, "protests against Japan spread through more than 100 Chinese cities")], "CHN/CVL", "PROTEST", "JPN",
            "2012", mode="demo", issue="territory", background=True),
        act([(L, "put off its January visit to China")], "JPN/BUS", "SANCTION", "CHN", "2026-01", mode="discontinue",
            issue="trade"),
        act([(L, "Takaichi may visit China if the ban is lifted")], "JPN", "CONSULT", "CHN", None, mode="visit",
            issue="diplomacy", status="hypothetical"),
        act([(L, "Japan will hold the next three-way summit with South Korea and China")], "JPN", "CONSULT", "CHN",
            None, mode="visit", issue="diplomacy", status="planned"),
    ]  # fmt: skip


def said(copy: Document, words: str, verb: str, code: str, person: str, office: str | None, date: str) -> Statement:
    span = find(copy.text, words)
    speaker = Actor(code=code, text=person, person=person, office=office, country=code)
    return Statement(
        id=digest(copy.copy_id, words), document=copy.text_id, speaker=speaker, verb=verb, force="assert",
        direct="“" in words, content=(span,), evidence=sentence(copy.text, words), when=when(date),
    )  # fmt: skip


def statements() -> list[Statement]:
    return [
        said(A, "he had voiced “strong concern” about buoys placed near the Senkaku Islands", "said", "JPN",
             "Takeshi Iwaya", "foreign minister of Japan", "2025-03-22"),
        said(B, "imports would remain subject to inspection", "said", "CHN", "customs office", None, "2025-06-29"),
        said(C, "“Such conduct could bring about an accidental collision,”", "said", "JPN", "Takehiro Funakoshi",
             "vice foreign minister of Japan", "2025-07-10"),
        said(E, "she had raised serious concerns about the South China Sea, Hong Kong and Xinjiang", "said", "JPN",
             "Sanae Takaichi", "prime minister of Japan", "2025-10-31"),
        said(E, "the two countries should see each other as partners, not threats", "said", "CHN", "Xi Jinping",
             "president of China", "2025-10-31"),
        said(F, "“Those who play with fire will perish by it,”", "said", "CHN", "Lin Jian",
             "foreign ministry spokesperson of China", "2025-11-14"),
        said(G, "“Our position is consistent,”", "said", "JPN", "Minoru Kihara", "chief cabinet secretary of Japan",
             "2025-11-20"),
        said(H, "Washington's commitment to the defence of Japan was unwavering", "said", "USA", "the embassy", None,
             "2025-11-21"),
        said(RADAR, "“dangerous and extremely regrettable”", "called", "JPN", "Shinjiro Koizumi",
             "defence minister of Japan", "2025-12-07"),
        said(J, "the flight was routine", "said", "CHN", "China", None, "2025-12-09"),
        said(K, "“absolutely unacceptable”", "called", "JPN", "Japan", None, "2026-01-07"),
    ]  # fmt: skip


def number(copy: Document, words: str, subject: str, value: float, **more: Any) -> Figure:
    return Figure(
        id=digest(copy.copy_id, words), document=copy.text_id, subject=subject, value=value,
        evidence=find(copy.text, words), sentence=sentence(copy.text, words), countries=DYAD, **more,
    )  # fmt: skip


def figures() -> list[Figure]:
    return [
        number(A, "44.2 trillion yen", "trade between the two", 44.2e12, currency="JPY", period="2024"),
        number(B, "37 of Japan's 47 prefectures", "prefectures whose seafood may enter", 37, unit="count"),
        number(F, "7.5 million trips", "trips by Chinese visitors to Japan", 7.5e6, unit="trips",
               period="January to September 2025"),
        number(H, "fell 2.4%", "Japan's exports to China", -2.4, unit="percent", role="change",
               period="November 2025"),
        number(K, "9.04 trillion yen", "defence budget of Japan", 9.04e12, currency="JPY", role="target",
               period="fiscal 2026"),
        number(L, "55% of Japanese", "would not mind slower trade", 55, unit="percent", role="share",
               period="December 2025", population="Japanese"),
    ]  # fmt: skip


def expects(copy: Document, words: str, phrase: str, holder: str, odds: tuple[float, float] | None) -> Expectation:
    return Expectation(
        id=digest(copy.copy_id, words), document=copy.text_id, proposition=words, phrase=phrase,
        evidence=find(copy.text, words), sentence=sentence(copy.text, words), holder=Actor(code=None, text=holder),
        scale="icd203" if odds else None, low=odds[0] if odds else None, high=odds[1] if odds else None,
    )  # fmt: skip


def expectations() -> list[Expectation]:
    return [
        expects(H, "a quick end is unlikely", "unlikely", "Analysts at the Harbour Institute", (0.2, 0.45)),
        expects(J, "The two-way quarrel will probably last into the spring", "probably", "Mei Tanabe", (0.55, 0.8)),
        expects(L, "A meeting of the two leaders before the summer is very unlikely", "very unlikely",
                "Akira Motoki, Lantern Institute", (0.05, 0.2)),
        expects(L, "talks on rare earths to begin almost certainly within the year", "almost certainly",
                "Business leaders", (0.95, 0.99)),
        expects(G, "China could limit exports of rare earths", "could", "One trader", None),
    ]  # fmt: skip


def occasion(copy: Document, words: str, kind: str, start: str | None, end: str | None, **more: Any) -> Occasion:
    return Occasion(
        id=digest(copy.copy_id, words), document=copy.text_id, name=words, kind=kind,
        evidence=find(copy.text, words), sentence=sentence(copy.text, words),
        start=dt.date.fromisoformat(start) if start else None, end=dt.date.fromisoformat(end) if end else None,
        precision="day" if start == end and start else "span" if start else None, **more,
    )  # fmt: skip


def occasions() -> list[Occasion]:
    return [
        occasion(K, "Leaders of the Pacific rim are to meet in Shenzhen", "summit", "2026-11-18", "2026-11-19",
                 place="Shenzhen"),
        occasion(L, "The treaty of peace and friendship turns 48", "anniversary", "2026-08-12", "2026-08-12"),
        occasion(L, "the next three-way summit", "summit", None, None, participants=("JPN", "KOR", "CHN")),
        occasion(D, "the parade in Beijing", "ceremony", "2025-09-03", "2025-09-03", place="Beijing"),
    ]  # fmt: skip


def material(**more: Any) -> Material:
    """The whole fixture; keyword arguments replace its parts."""
    pairs = more.pop("pairs", None)
    pairs = events() if pairs is None else pairs
    values: dict[str, Any] = {
        "dyad": DYAD,
        "generated": TODAY,
        "documents": {copy.text_id: copy for copy in DOCUMENTS},
        "events": [event for event, _ in pairs],
        "reports": {event.id: reports for event, reports in pairs},
        "mentions": [mention for _, reports in pairs for mention, _ in reports],
        "statements": statements(),
        "figures": figures(),
        "expectations": expectations(),
        "occasions": occasions(),
        "findings": [
            Finding(
                id="f1", document=D.text_id, claim="North Korea's leader had not been in Beijing since 2019",
                verdict="supported", why="The table of visits has none between January 2019 and September 2025.",
                evidence=find(D.text, "North Korea's leader had not been in Beijing since 2019"),
                reference=SourceRow("visits", "prk-2019"), basis="recalled",
            ),
        ],
        "coverage": {"Documents that name either state": 12},
        "versions": {"detente": "0.1.0", "codebook": "PLOVER 2021-09"},
    }  # fmt: skip
    return Material(**{**values, **more})
