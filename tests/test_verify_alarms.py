"""Words that were taken for errors in reports of all kinds, each beside words in which the same thing is one."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check


def contradicted(day: str | None, text: str) -> list[str]:
    """The claims of a text, of a day or without a date, that are contradicted."""
    found = check(Document(text, published=dt.date.fromisoformat(day) if day else None))
    return [f.claim for f in found if f.verdict == "contradicted"]


PAIRS = [
    # "then" goes back by years that are counted, to the day
    ("2025-10-23", "On September 16 it was fifty years since Papua New Guinea became independent, an event for which "
     "{}, then Australia's prime minister, travelled north.", "Gough Whitlam", "Malcolm Fraser"),
    # who was followed holds the office no more
    ("2025-11-05", "Japan waits. Lee had restored it over the summer with Shigeru Ishiba, {}.",
     "the prime minister she replaced", "the prime minister, who met him on Monday"),
    # chairs: whose time is it, and which December
    ("2025-07-02", "India and Pakistan are rivals. Both are in the Shanghai Cooperation Organisation, "
     "which they entered at Astana in 2017, and {} holds its chair this year.", "China", "Russia"),
    ("2023-04-16", "India is to receive the Group of 20 in New Delhi in September, after which the presidency of that "
     "body passes to {} in December.", "Brazil", "Italy"),
    # deals, meetings and votes
    ("2025-10-23", "Australia and Papua New Guinea talk. {} December 2024, Canberra will spend A$600 million in Port "
     "Moresby.", "Under a deal announced in", "Under the security agreement signed in"),
    ("2025-04-14", "Armenia waits, and so do Russia and Azerbaijan. Pashinyan and {} held talks in Prague in October "
     "2022.", "President Recep Tayyip Erdogan", "President Vladimir Putin and Aliyev"),
    ("2023-09-22", "Warsaw was the first to recognise it, {}.",
     "on December 2, 1991, the day after Ukrainians had voted for independence",
     "for on December 5, 1991, Ukrainians had voted for independence"),
    # shares, lengths and sums
    ("2025-05-14", "Since Wednesday Chinese goods have faced duties of 30 percent rather than {}, and American goods "
     "10 percent rather than 125.", "145", "145 percent. Of 145 tariff lines 125 were cut, or 30 percent"),
    (None, "It puts out {}, which is a 20% improvement compared to the older engine.", "151 PS along with 197 Nm",
     "197 PS compared to 151 PS"),
    (None, "{}", "Joe Schobert 57% 4 tackles, 1 assist (5 combined).",
     "Of the 5 tackles 4 were won, or 57%, and he went home."),
    (None, "Just over half were female, 77 percent were aged 26 or above, 65 percent were white, 12 percent were not, "
     "and 7.3 of another group{}.", "", ". Of 26 members 7, just over half, were there"),
    ("2024-03-01", "Benchmark 10-year notes rose. They waited for a year. {}", "The 30-year bond rose as well.",
     "Those three years were long. They had waited two years. Those five years were long."),
    (None, "It follows two crashes of its 737 Max jet {}.", "that killed a total of 346 people",
     "and five of its 747, a total of nine crashes"),
    (None, "Portugal scored four goals, {}.", "seven victories out of eight in all competitions",
     "seven before the break and twelve in all"),
    (None, "The {} were held along with three others, and all five are on trial.", "sons of the former president",
     "police said so; they were three men; they"),
    # of these days, of what is to come, of where somebody speaks, and of what is somebody's
    ("2025-08-24", "South Korea and Japan talk. Another chance comes in the autumn, when the leaders of the "
     "Asia-Pacific Economic Cooperation forum gather in {}.", "the ancient capital of Gyeongju", "Lima"),
    ("2025-09-01", "Israel and Turkey quarrel. They signed it in 1996, and it holds for as long as {} president.",
     "Erdogan remains", "Demirel lives. In May 1996 Recep Tayyip Erdogan was Turkey's"),
    ("2023-09-05", "Turkey and Russia talk. Erdogan expressed regret in June 2016, and {}.",
     "when part of his army tried to overthrow him in a coup a few weeks later Russia helped",
     "in June 2015 the coup attempt in Turkey failed"),
    ("2026-01-18", "Canada and China agree. {} deal in Washington on Friday, seemed untroubled.",
     "Mr Trump, asked about the", "Mr Trump, who saw them sign the"),
    ("2023-09-05", "Russia blocks three Ukrainian ports. Turkey waits. {} reactors are to have 4,800 megawatts.",
     "Its four", "Those ports are shut. The five"),
    ("2025-09-01", "Recep Tayyip Erdoğan and Israel quarrel. President Isaac Herzog went to Ankara in March 2022, the "
     "first Israeli head of state to do so since 2007. Full ties were restored in August of that year in a "
     "conversation between Erdoğan and {}, then Israel's prime minister, and an envoy presented her credentials.",
     "Yair Lapid", "Ariel Sharon"),
    # reports without a date
    (None, "In 2010 the group was founded. He was held until 2017. In {}, the then UK Home Secretary, Sajid Javid, "
     "approved it.", "June", "June 2017"),
    (None, "US Secretary of State Rex Tillerson {}.", "joined a meeting with partners backing the 2015 deal",
     "joined a meeting in 2015"),
    (None, "US President Donald Trump {} election.", "has defended Russia over the 2016 presidential",
     "spoke at the 2015"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "right", "wrong"), PAIRS)
def test_what_is_true_is_let_be_and_what_is_wrong_is_found(day: str | None, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.format(right)) == []
    assert contradicted(day, text.format(wrong))


def test_who_takes_the_chair_of_the_european_council_is_no_state() -> None:
    taken = "Iran talks with the European Union. {} takes the chair of the Council on the same day."
    assert contradicted("2024-11-30", taken.format("Antonio Costa of Portugal")) == []
    assert contradicted("2024-11-30", taken.format("Portugal"))
