"""True sentences that look like what a check contradicts, and beside each what it must still contradict."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

TWINS = (
    # A state takes part in an accord long after it was made.
    ("1998-05-03", "France joined the Non-Proliferation Treaty in 1992.", None),
    ("2004-05-03", "North Korea announced its withdrawal from the Non-Proliferation Treaty in January 2003.", None),
    (
        "2004-05-03",
        "The Non-Proliferation Treaty was signed in July 1968.",
        "The Non-Proliferation Treaty was signed in July 1978.",
    ),
    # A feast of the time that is told.
    ("2008-05-08", "The king came in October 1992, when the two towns were marking 20 years of friendship.", None),
    # A share of what is told by name alone.
    (
        "2024-04-11",
        "The defence budget for the year that began on April 1 is 7.95 trillion yen, up nearly 17 percent from 6.82 "
        "trillion yen the year before, and the government has promised 2 percent of national output by 2027.",
        None,
    ),
    # What is so large is named, and its amount is not told.
    (
        "2023-03-12",
        "Trade with Oman came to 116 million dollars in 2022 after 87.3 million in 2021, while that with Chad was less "
        "than a seventh as large.",
        None,
    ),
    # A time behind another is not that of the feast.
    ("2024-04-11", "He promised trees for the 250th birthday of the United States in 2026, like those of 1912.", None),
    # A host to come, and the meeting before.
    (
        "2025-08-30",
        "India should be the next host of the Quad, whose leaders last met in Wilmington in September 2024.",
        "India was host to the Quad leaders in September 2024.",
    ),
    ("2025-09-19", "She was invited to the Group of Seven in Kananaskis, Alberta, in June, where the two met.", None),
    # To receive guests is not to admit members.
    (
        "2025-08-30",
        "India has been in the Shanghai group since 2017, when it was admitted with Pakistan, and it will take the "
        "chair of the BRICS from Brazil, which received them in Rio de Janeiro in July.",
        None,
    ),
    # A program is no group.
    ("2025-09-19", "Mexico is in the United Nations. They come under a program that Mexico joined in 1974.", None),
    # A group that is named to tell who somebody is.
    (
        "2025-07-25",
        "Italy, the only one of the Group of Seven to have signed up, withdrew in December 2023.",
        None,
    ),
    # An accession that is still to be ratified.
    ("2023-12-08", "Ankara has yet to ratify Sweden's entry into NATO, and Finland has been in since April.", None),
    # Ties with the Union are not those with another.
    (
        "2025-07-25",
        "The European Union and China established diplomatic relations in May 1975; America watches them.",
        None,
    ),
    # Who once held an office, and another office than that of now.
    ("2019-01-23", "On Monday Christine Lagarde, who was once France's finance minister, cut the forecast.", None),
    ("1997-06-02", "Leonid Kuchma, a former prime minister, beat him in the election.", None),
    # A spokesman of a body that no table has.
    ("2023-03-12", "John Kirby, the spokesman of the National Security Council, said it was informed.", None),
    # A department that the record does not follow then, and a state's name that holds another word.
    ("1987-03-11", "Commerce Secretary Malcolm Baldrige met Secretary of State George Shultz on Tuesday.", None),
    # "After that" means what was told last.
    (
        "2008-09-06",
        "In May 2006 the United States announced full ties with Libya. The Council lifted the sanctions in September "
        "2003, and three months after that Libya announced that it was giving up its programmes.",
        None,
    ),
)  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, None, dt.date.fromisoformat(day)))
    return [one.claim for one in found if one.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "true", "false"), TWINS)
def test_a_true_sentence_is_let_be_and_its_twin_is_not(day: str, true: str, false: str | None) -> None:
    assert contradicted(day, true) == []
    assert false is None or contradicted(day, false) != []
