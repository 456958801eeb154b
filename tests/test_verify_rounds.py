"""Figures that reports repeat, years full on the day, leaders at meetings, heads of bodies, orders: right and wrong."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from detente.records import Document
from detente.reference.tables import rows
from detente.verify import check

# Day of the report, text with {} for the words at stake, those words as they are, and as they would be wrong.
FIGURES = [
    ("2025-06-23", "Canada and India. A bomb brought down Air India Flight 182 off Ireland in 1985. All {} people on"
     " board lost their lives.", "329", "239"),
    ("2025-03-24", "Serbia and NATO. The air campaign of NATO against Yugoslavia went on for {} days.", "78", "98"),
    ("2024-10-23", "India and China. In June 2020 the two armies fought with clubs in the Galwan valley. {} Indian"
     " soldiers died.", "Twenty", "Sixty"),
    ("2025-07-10", "South Korea and the United States. The {} American troops in South Korea will stay.",
     "28,500", "48,500"),
    ("2025-12-10", "Russia and the United States. New START lets each have {} deployed strategic warheads.",
     "1,550", "2,550"),
    ("2024-01-24", "Turkey and Sweden. On Tuesday the Turkish parliament approved Sweden's accession to NATO by {}"
     " votes to 55.", "287", "187"),
    ("2023-10-02", "Armenia and Russia. Under the ceasefire of 2020 {} Russian peacekeepers went to Nagorno-Karabakh.",
     "1,960", "9,960"),
    ("2025-12-10", "Brazil and the United States. The Supreme Court in September sentenced Jair Bolsonaro to {} years"
     " and three months in prison.", "27", "17"),
]  # fmt: skip
ROUND = [
    ("2022-02-21", "China and the United States. On a cold morning {} years ago this Monday Richard Nixon stepped from"
     " his aircraft in Beijing and shook the hand of Zhou Enlai.", "50", "40"),
    ("2022-09-17", "Japan and North Korea. Junichiro Koizumi's day with Kim Jong Il in Pyongyang was {} years ago on"
     " Saturday.", "20", "25"),
    ("2025-01-19", "Japan and the United States. Signed in Washington on a January day of Nobusuke Kishi's, the treaty"
     " of mutual cooperation and security between Japan and the United States turned {} on Sunday.", "65", "55"),
    ("2024-03-24", "Serbia and Kosovo. {} years ago on Sunday NATO began the air war over Kosovo.", "Twenty-five",
     "Thirty"),
]  # fmt: skip
MEETINGS = [
    ("2025-08-23", "Japan and South Korea. In June Lee Jae-myung and Shigeru Ishiba talked at the edge of the Group of"
     " Seven summit in {}.", "Kananaskis", "Hiroshima"),
    ("2024-07-05", "Italy and Britain. The loans go back to the Group of Seven summit in {}, where Giorgia Meloni was"
     " the host.", "Borgo Egnazia", "Taormina"),
    ("2025-12-01", "Japan and South Korea. Weeks later Sanae Takaichi was in {}, where APEC's leaders met.", "Gyeongju",
     "Busan"),
    ("2024-10-02", "Brazil and Argentina. Brazil is host to the G20. He prefers to speak of the leaders' summit in {}"
     " in November.", "Rio de Janeiro", "Sao Paulo"),
    ("2025-11-14", "India and Japan. Both belong to the Quad. Its leaders last met in {} in September 2024.",
     "Wilmington, Delaware,", "San Diego, California,"),
    ("2024-05-28", "Japan, China and South Korea. The leaders of China, Japan and South Korea had last met in {} in"
     " December 2019.", "Chengdu", "Beijing"),
    ("2023-12-08", "Britain and Spain. They like the European Political Community. The third meeting was held in {}"
     " this October.", "Granada", "Chisinau"),
]  # fmt: skip
MEMBERS = [
    ("2023-09-25", "Poland and Ukraine. Poland, which entered NATO in 1999 and has been in the European Union since {},"
     " pleaded for its neighbour.", "2004", "2007"),
    ("2024-10-29", "Vietnam and China. ASEAN will meet again. Vietnam has been a member of the association since July"
     " {}.", "1995", "1985"),
    ("2026-02-14", "Morocco and Algeria. Rabat, which returned to the African Union in {}, sees itself as a bridge.",
     "2017", "2014"),
    ("2025-07-02", "Croatia and Serbia. Croatia has been in the European Union for {} years.", "twelve", "twenty"),
]  # fmt: skip
HEADS = [
    ("2025-11-21", "Britain and China. {}, who heads MI6, warned the deputies.", "Blaise Metreweli", "Richard Moore"),
    ("2026-01-27", "Rwanda and Congo. {}, who chairs the African Union Commission, asks for patience.",
     "Mahmoud Ali Youssouf", "Moussa Faki Mahamat"),
    ("2023-11-24", "The Philippines and China. Foreign Affairs Secretary {} likes to say that he is a friend to all.",
     "Enrique Manalo", "Teodoro Locsin"),
    ("2024-11-02", "Germany and NATO. {}, who has been the alliance's secretary general since the beginning of October,"
     " agrees.", "Mark Rutte", "Jens Stoltenberg"),
    ("2024-10-29", "Vietnam and China. On October 21 the National Assembly elected {}, an army general, as president of"
     " the country.", "Luong Cuong", "Vo Van Thuong"),
    ("2023-11-21", "Australia and Japan. It was unsafe, said {}, the deputy prime minister and minister for defence.",
     "Richard Marles", "Peter Dutton"),
    ("2025-03-14", "India and the United States. In Washington, Ambassador {} has been calling on members of Congress.",
     "Vinay Mohan Kwatra", "Taranjit Singh Sandhu"),
]  # fmt: skip
ORDERS = [
    ("2022-12-10", "Israel and Egypt. Anwar Sadat flew to Israel in November 1977, {} Menachem Begin, he and Jimmy"
     " Carter signed the Camp David accords.", "ten months before", "ten months after"),
    ("2024-08-05", "India and Pakistan. Delhi ended the special status of Kashmir five years ago today, {} its jets had"
     " bombed Balakot.", "six months after", "six months before"),
    ("2023-01-22", "The Philippines and China. Manila filed its case against China in The Hague in January 2013, {} the"
     " standoff at Scarborough Shoal.", "nine months after", "nine months before"),
    ("2024-12-10", "Iran and Saudi Arabia. Masoud Pezeshkian was elected in July 2024, {} Raisi died in a helicopter"
     " crash.", "less than two months after", "less than two months before"),
]  # fmt: skip
AGAIN = [
    ("2024-11-10", "Israel and Iran. The jets came in three waves before dawn. A pilot of the last of the {} waves said"
     " that the sky was clear.", "three", "five"),
]  # fmt: skip
TRUE = [
    ("2013-01-20", "Japan and China. The government bought three of the Senkaku Islands from their owner in 2012."),
    ("2024-10-31", "Iran and Israel. In April an air strike on the Iranian consulate in Damascus killed two generals of"
     " the Revolutionary Guards."),
    ("2023-06-01", "India and Bangladesh. On December 6, 1971, ten days before the Pakistani army gave up, India"
     " recognised the new state."),
    ("2025-08-20", "South Korea and Japan. In the autumn South Korea hosts the leaders of the Asia-Pacific Economic"
     " Cooperation forum in Gyeongju."),
    ("2024-11-14", "Iran and Saudi Arabia. Iran joined the BRICS on January 1."),
    ("2024-06-04", "Ghana and Nigeria. The peace was made on June 4, twenty years to the day before the coup."),
    ("2010-06-20", "Canada and China. It was Pierre Trudeau who opened relations with Beijing in October 1970, more"
     " than a year before Richard Nixon went there."),
    ("2025-11-15", "Ireland and Britain. Without it there would have been no Downing Street Declaration in 1993 and,"
     " five years after that one, no Good Friday Agreement."),
    ("2015-11-08", "Taiwan and China. In 2014 Ma Ying-jeou had hoped to go to the Beijing summit of the Asia-Pacific"
     " forum that November."),
    ("2025-11-05", "South Korea and China. They met on November 1, after the end of the APEC leaders' meeting, and two"
     " days after Xi Jinping had sat down with Donald Trump in Busan."),
    ("2024-11-29", "Israel and Egypt. They produced the truce of November 2023, in which more than 100 hostages came"
     " home."),
    ("2025-07-13", "Vietnam and the United States. On Friday it was thirty years since Bill Clinton and Vo Van Kiet"
     " announced that their countries would have normal relations again."),
    ("2024-04-05", "Finland and Russia. Alexander Stubb will go in July to Jens Stoltenberg's last summit in"
     " Washington, where the alliance, founded there on April 4, 1949, will celebrate."),
    ("2025-06-20", "Germany and France. Friedrich Merz spoke of the G8 and of what had been agreed at its summit in"
     " Heiligendamm."),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return [finding.claim for finding in found if finding.verdict == "contradicted"]


@pytest.mark.parametrize(
    ("day", "text", "right", "wrong"),
    [*FIGURES, *ROUND, *MEETINGS, *MEMBERS, *HEADS, *ORDERS, *AGAIN],
    ids=lambda value: str(value)[:40],
)
def test_what_is_so_passes_and_what_is_not_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.replace("{}", right)) == []
    assert contradicted(day, text.replace("{}", wrong)) != []


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_only_looks_wrong_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []


def test_every_figure_can_be_told_and_lies_within_its_own_bounds() -> None:
    found = list(rows("figures"))
    assert len(found) > 1000
    for row in found:
        assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row
        for group in row["about"].split(" & "):
            assert not re.compile(group).groups, row
        assert not re.compile(row["noun"]).groups, row
        for field in ("start", "end"):
            assert not row[field] or dt.date.fromisoformat(row[field]), row
    assert len({row["fact"] for row in found}) == len(found)
