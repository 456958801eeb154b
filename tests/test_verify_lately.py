"""Posts, meetings, ties and sums as analyses of the last years tell them, with the true words and with stale ones."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

TOLD = [
    # the heads of banks, federations and ministries, told by the body
    ("2025-08-20", "Growth slows. The Reserve Bank of India, whose governor is {}, has cut its forecast.",
     "Sanjay Malhotra", "Shaktikanta Das"),
    ("2025-08-20", "Keidanren, the business lobby led by {}, wants calm.", "Yoshinobu Tsutsui", "Masakazu Tokura"),
    ("2025-08-20", "Australia waits. Governor {} of the Reserve Bank spoke of it on July 8.", "Michele Bullock",
     "Philip Lowe"),
    ("2025-08-20", "Brazil is proud. {}, who heads the central bank, is not.", "Gabriel Galipolo",
     "Roberto Campos Neto"),
    ("2024-03-01", "Turkey saves. The central bank, under its governor {}, kept its rate in February.", "Fatih Karahan",
     "Sahap Kavcioglu"),
    ("2025-08-20", "{}, a spokesman for Iran's foreign ministry, denied it.", "Esmail Baghaei", "Nasser Kanaani"),
    ("2025-12-14", "Mexico saves. Finance Secretary {} needs the money.", "Edgar Amador Zamora",
     "Rogelio Ramirez de la O"),
    ("2024-07-09", "The war began in February 2022. Ukrainian Defence Minister {} would like more aircraft.",
     "Rustem Umerov", "Oleksii Reznikov"),
    # meetings to come, and how many belong
    ("2026-01-20", "They are expected at the meeting of the Asia-Pacific Economic Cooperation forum, which takes place "
     "in {} in November.", "Shenzhen", "Gyeongju"),
    ("2025-07-20", "Days later most of them will move on to {} for the annual gathering of APEC.", "Gyeongju, "
     "South Korea,",
     "Lima, Peru,"),
    ("2025-12-09", "They wait for the leaders of the G7 to meet in the French spa town of {} next June.", "Evian",
     "Biarritz"),
    ("2026-01-20", "The Philippines is in the chair of the {} Association of Southeast Asian Nations.", "eleven-member",
     "ten-member"),
    ("2026-02-12", "Greece has been a member of the European Union and its forerunners since {}.", "1981", "1986"),
    ("2022-04-20", "The AUKUS partners, Australia, {} and the United States, spoke of it.", "Britain", "Canada"),
    # ties, feasts and accords
    ("2026-01-05", "South Korea and China quarrel. Those ties will reach their {} anniversary in August.",
     "34th", "30th"),
    ("2025-12-20", "Mexico and the United States agreed on December 12, exactly {} years after the two neighbours "
     "opened diplomatic relations.", "203", "180"),
    ("2025-09-20", "China waits. On October 1 it will mark the {} anniversary of the People's Republic.",
     "76th", "70th"),
    ("2025-12-15", "Canada lives by the USMCA. The pact was signed in {}.", "Buenos Aires", "Osaka"),
    ("2019-12-15", "The Moscow Treaty, signed by Willy Brandt and Alexei Kosygin in {}, opened the way.", "August 1970",
     "December 1972"),
    ("2024-12-09", "The treaty, which presidents Lech Walesa and Leonid Kravchuk signed in {}, remains in force.",
     "May 1992", "May 1997"),
    # sums
    ("2025-09-02", "India bought goods worth $113.45 billion from China and sold goods worth $14.25 billion, a "
     "deficit of $99.2 billion. Chinese deliveries thus made up about {} percent of the two-way commerce.", "89", "72"),
    ("2025-11-05", "Seoul has asked for 66.3 trillion won (about ${} billion) for 2026, the steepest rise since 2019.",
     "46", "66"),
    ("2025-07-05", "Pakistan gives its forces 2.55 trillion rupees (${} billion).", "9", "19"),
    ("2023-04-16", "Exports to China came to $89.7 billion out of total Brazilian exports of some $335 billion, or {} "
     "percent.", "27", "41"),
    # when somebody came in, and what was told a moment ago
    ("2025-11-05", "Japan and South Korea agree. Foreign Minister {}, a career diplomat appointed in July, made Tokyo "
     "the first stop of his first trip abroad.",
     "Cho Hyun", "Cho Tae-yul"),
    ("2023-09-22", "The row is awkward for Ukraine's Defence Minister {}, who was confirmed by parliament on "
     "September 6.", "Rustem Umerov", "Oleksii Reznikov"),
    ("2025-07-05", "Pakistan waits. {}, who is both deputy prime minister and foreign minister, plans debates.",
     "Ishaq Dar", "Bilawal Bhutto Zardari"),
    ("2025-04-14", "The border was opened in February 2023. {}, the Armenian foreign minister, followed them to Ankara "
     "that month.", "Ararat Mirzoyan", "Zohrab Mnatsakanyan"),
    ("2025-11-30", "Canada and India talk. {}, the prime minister's national security adviser, met Ajit Doval on "
     "September 18.", "Nathalie Drouin", "Jody Thomas"),
    ("2023-03-15", "Iran waits. The Arab League, whose last summit was held in {} in November 2022, is to meet again.",
     "Algiers", "Tunis"),
    ("2023-03-15", "Iran waits. The Gulf Cooperation Council, founded in 1981, joins Saudi Arabia with Bahrain, "
     "Kuwait, {}, Qatar and the United Arab Emirates.", "Oman", "Iraq"),
    ("2022-11-06", "Germany and China trade. The party's 20th congress had closed on {} with a new leadership.",
     "October 22", "September 22"),
    ("2024-07-09", "Japan and the Philippines agree. Friday will bring the {} anniversary of the arbitral ruling that "
     "rejected the legal basis of China's sweeping claims.", "eighth", "fifth"),
    ("2023-04-16", "The generals came in 1964. Brazil recognised the People's Republic of China in August 1974, and "
     "next year the two countries will celebrate the {} anniversary of that step.", "50th", "60th"),
    ("2025-07-01", "India and Pakistan quarrel. In February 1999 Atal Bihari Vajpayee and {} put their names to the "
     "Lahore Declaration.", "Nawaz Sharif", "Pervez Musharraf"),
    ("2025-10-28", "Remittances reached a record $38.3 billion, an increase of $8 billion, or {} percent.",
     "26.4", "46.4"),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    """The claims of a text that are contradicted."""
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return [f.claim for f in found if f.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "right", "wrong"), TOLD)
def test_the_stale_words_are_contradicted_and_the_true_ones_not(day: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.format(right)) == []
    assert contradicted(day, text.format(wrong))


TRUE = [
    # what was planned and came to nothing, what is of a time to come, or of one that was told
    ("2025-07-20", "A meeting planned for the G7 summit in Kananaskis in June came to nothing."),
    ("2025-07-01", "It will hang over Prime Minister Mark Carney until July 21."),
    ("2024-07-09", "They would make that a condition of Ukraine's entry into the EU."),
    ("2026-01-20", "In 2018 the 28-nation EU agreed to it."),
    ("2025-06-12", "In 1994 they left. Twenty years on, the two agreed that it had been well done."),
    ("2025-02-17", "July will bring the 20th anniversary of the declaration in which President George W. Bush "
     "and Prime "
     "Minister Manmohan Singh undertook to end it."),
    # of somebody, or something, else
    ("2024-06-22", "Germany and China quarrel. Hildegard Müller, president of the automobile association VDA, warned."),
    ("2024-12-09", "Luis Lacalle Pou governs Uruguay. He leaves office on March 1, and his elected successor, Yamandú "
     "Orsi, is ready."),
    ("2024-10-17", "It was the meeting on Wednesday of the heads of government of the Shanghai Cooperation "
     "Organisation, with Pakistan "
     "in the chair."),
    ("2025-10-28", "Pakistan and Saudi Arabia trade. An agreement between Pakistan and the Gulf Cooperation "
     "Council was "
     "agreed in Riyadh in September 2023."),
    ("2023-09-22", "In Kyiv Taras Kachka, the deputy economy minister who is also the trade representative, spoke."),
    ("2024-11-20", "He announced $50 million for the Amazon Fund, or about 290 million reais, which raises the "
     "American "
     "contribution to $100 million."),
    ("2021-09-21", "South Korea trusts General Paul LaCamera, who also leads the UN Command."),
    ("2025-05-14", "In November he could be there when the Group of 20 assembles in Johannesburg."),
    ("2023-03-20", "Japanese Prime Minister Fumio Kishida used a visit to the Indian capital on Monday to tie the "
     "year's two big chairmanships together, inviting Narendra Modi to the Group of Seven summit in Hiroshima in May "
     "and promising Japan's help for the Group of 20 meeting that India will host in September."),
    ("2019-01-22", "Germany saves. Chancellor Angela Merkel signed it with Emmanuel Macron on Tuesday. In November "
     "Merkel followed Macron in calling for a true European army."),
    ("2019-12-10", "Each freed 35 prisoners, among them a director and the 24 sailors seized near Kerch."),
    ("2025-05-20", "Three years and three months after Russia's full invasion of Ukraine, and with Donald Trump in his "
     "second term, the Europeans have concluded that they must be able to do more on their own."),
    ("2026-01-09", "South Korea and China talk. It falls to Noh Jae-heon, whose father, President Roh Tae-woo, "
     "presided over the opening to China."),
    ("2023-09-13", "Half a century after the war, Hanoi puts Washington in its top rank."),
    ("2026-02-10", "Erdogan's journey to Cairo in February 2024 was his first in more than eleven years."),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_is_true_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []
