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
    # What is told of a tale stands in its years: "that July", "two years later", a day beside others.
    (
        "2016-12-17",
        "Hashimoto and Boris Yeltsin met in November 1997, and that July Ryutaro Hashimoto resigned after an election.",
        None,
    ),
    (
        "2025-04-01",
        "Islam Karimov died in September 2016, and Shavkat Mirziyoyev was elected president on December 4.",
        None,
    ),
    (
        "2015-07-21",
        "Ronald Reagan's government had put the island on the list in 1982, and on July 20 relations were restored.",
        None,
    ),
    ("2022-04-20", "It was freed in July 1978. Kiribati joined the United Nations 21 years later.", None),
    (
        "2022-04-20",
        "Solomon Islands became independent in July 1978 and joined the United Nations two months later.",
        "Solomon Islands became independent in July 1978 and joined the United Nations six years later.",
    ),
    # A span that gives a date of its own claims nothing.
    (
        "2023-09-09",
        "The ship, which put in at Da Nang in March 2018, was the first since 1975; another came two years later.",
        None,
    ),
    (
        "1999-05-05",
        "The town fell on 9 March 1988; not quite a year later, on 3 February 1989, the last convoy left.",
        "The town fell on 9 March 1988; not quite four years later, on 3 February 1989, the last convoy left.",
    ),
    ("1992-11-23", "The agreement, signed in March 1947, months after independence, was to run for 99 years.", None),
    ("2020-06-30", "Turner, the loser of 1988, turned 91 this month.", None),
    # The next but one, a seat of another kind, a candidacy, an election lost.
    (
        "2022-09-29",
        "Sigmar Gabriel was foreign minister of Germany in 2017; his successor but three, Johann Wadephul, was not.",
        None,
    ),
    (
        "2015-11-08",
        "Angela Merkel spoke. Three weeks ago he also became the party's candidate, replacing Gerhard Schroeder.",
        None,
    ),
    ("2023-01-23", "Daniel Scioli, who narrowly lost the presidency to Mauricio Macri in 2015, is an envoy.", None),
    # An office at another time than that of the clause beside it.
    (
        "2025-05-20",
        "Kemi Badenoch, their leader since November, was the trade secretary of Britain who went to Auckland in 2023.",
        None,
    ),
    (
        "2023-12-08",
        "The father governed from 1990 to 1993; Dora Bakoyannis was foreign minister of Greece between 2006 and 2009.",
        "The father governed from 1990 to 1993; Dora Bakoyannis was foreign minister of Greece between 1996 and 1999.",
    ),
    ("2011-05-20", "Geoffrey Howe, her foreign secretary at the time, sits in the House of Lords.", None),
    (
        "2021-05-28",
        "In Paris Francois Mitterrand was president, Edouard Balladur headed a government of the right.",
        None,
    ),
    ("2021-08-26", "Horst Koehler, a former president of Germany, resigned as the envoy's chief in May 2019.", None),
    ("2000-11-17", "Pham Van Dong, prime minister of Vietnam for more than three decades, died in April.", None),
    # Who heads a body, and who has been in one since when.
    (
        "1997-11-01",
        "Renato Ruggiero, the Italian who heads the World Trade Organization, has long said so.",
        "Peter Sutherland, the Irishman who heads the World Trade Organization, has long said so.",
    ),
    (
        "2023-03-12",
        "Rafael Grossi, the head of the International Atomic Energy Agency, came back from Tehran.",
        "Yukiya Amano, the head of the International Atomic Energy Agency, came back from Tehran.",
    ),
    (
        "2025-08-30",
        "India has belonged to the Shanghai Cooperation Organisation since 2017.",
        "India has belonged to the Shanghai Cooperation Organisation since 2011.",
    ),
    # Two forums of one sentence, and a time that is neither's.
    (
        "2024-10-25",
        "They spoke at the dinner of the G20, and again on the margins of the BRICS summit in Johannesburg.",
        None,
    ),
    (
        "2024-10-25",
        "The quarrel ended on August 28, 2017, six days before a BRICS summit in Xiamen opened.",
        None,
    ),
    # Amounts of other sentences may be of other things.
    (
        "2023-03-12",
        "China's trade with Oman came to $116 million and that with Chad to $16 million. In 2019 drones cut the output "
        "of the wells by half.",
        None,
    ),
    ("2025-10-31", "The tariff is halved to 10 percent, which by his count brings the total from 57 to 47.", None),
    # A change that is measured from an amount right behind it, and from the last one told before.
    (
        "1997-11-01",
        "Last year's deficit was $39.5 billion, up 17 percent from $33.8 billion in 1995.",
        "Last year's deficit was $39.5 billion, up 27 percent from $33.8 billion in 1995.",
    ),
    (
        "2025-07-25",
        "The deficit was 306 billion euros. That is 23 percent less than the record of 396 billion set in 2022.",
        "The deficit was 306 billion euros. That is 53 percent less than the record of 396 billion set in 2022.",
    ),
    (
        "2008-05-08",
        "Since 1979 Japan has granted it loans of some 3.3 trillion yen (about $32 billion at today's rate).",
        "Since 1979 Japan has granted it loans of some 3.3 trillion yen (about $19 billion at today's rate).",
    ),
    (
        "2025-08-12",
        "The 44-day war, which lasted from September 27 to November 10, 2020, was stopped by a truce.",
        "The 64-day war, which lasted from September 27 to November 10, 2020, was stopped by a truce.",
    ),
    # Times out of all bounds are none.
    (
        "2025-08-12",
        "The 90-day truce ran from February 29 to May 29, 2020. Five thousand years ago this month the town was built, "
        "999 years earlier another. In 2004 he left; 900 years later, on February 29, nobody will know.",
        None,
    ),
    (
        "2025-10-14",
        "The board lent it $20 billion over 48 months, with $12 billion of it, or 60 per cent, handed over at once.",
        "The board lent it $20 billion over 48 months, with $12 billion of it, or 40 per cent, handed over at once.",
    ),
    (
        "2025-08-12",
        "The news is of Armenia and Azerbaijan. Both countries were admitted to the Council of Europe in January 2001.",
        "The news is of Armenia and Azerbaijan. Both countries were admitted to the Council of Europe in January 1995.",
    ),
    # An accord that is used, joined or renewed has not the date of that.
    (
        "2013-02-03",
        "Howard invoked ANZUS in September 2001, and Syria signed the Chemical Weapons Convention in 2013.",
        None,
    ),
    ("2013-02-03", "Russia ratified the Comprehensive Nuclear-Test-Ban Treaty in 2000.", None),
    ("2019-02-03", "India condemned the Simla Agreement in 2009.", "India still cites the Simla Agreement of 1974."),
    ("2019-02-03", "Canada agreed to a revised NAFTA on September 30, 2018.", None),
    # Somebody who died is not one of nearly the same name.
    ("2021-03-23", "Kim Jong Nam, the elder half-brother, died on February 13, 2017, in Malaysia.", None),
    # A month of the year after another one.
    (
        "1985-06-14",
        "He was chosen after the attempted coup of February 23, 1981; he took Spain into NATO on May 30 of the "
        "next year.",
        None,
    ),
    # Sworn in once more; taken out of a body.
    ("2025-07-25", "The guest was in New Delhi on June 9, 2024, when Modi was sworn in for a third term.", None),
    ("2025-07-25", "His predecessor took the Maldives out of the Commonwealth in October 2016.", None),
    # Half of a number of years is no share.
    ("2018-06-18", "In three and a half years his party beat one motion of no confidence, by 153 votes to 127.", None),
    # Each side has a share in both.
    (
        "2020-06-18",
        "In June 2016 they chose to go: 17.4 million votes against 16.1 million, or about 52 percent.",
        "In June 2016 they chose to go: 17.4 million votes against 16.1 million, or about 58 percent.",
    ),
    # One leaves for a summit the day before it.
    ("2017-07-07", "Narendra Modi left Israel for the G20 summit in Hamburg on Thursday.", None),
    # A peer is known by his title.
    (
        "2025-05-24",
        "James Cleverly was foreign secretary of Britain. His successor, Lord Cameron, took his time.",
        "James Cleverly was foreign secretary of Britain. His successor, Grant Shapps, took his time.",
    ),
    # Who was the last before to do so held the office then.
    (
        "2018-10-27",
        "No Japanese prime minister had paid such a visit since Yoshihiko Noda came in December 2011.",
        "No Japanese prime minister had paid such a visit since Naoto Kan came in December 2011.",
    ),
    # Who ran a body then, and who runs it now.
    (
        "2001-09-07",
        "In December 1994 the loan came from the International Monetary Fund, then run by Michel Camdessus.",
        "In December 1994 the loan came from the International Monetary Fund, then run by Horst Koehler.",
    ),
    (
        "2008-08-11",
        "The International Atomic Energy Agency, led by Mohamed ElBaradei, said yes on August 1.",
        "The International Atomic Energy Agency, led by Hans Blix, said yes on August 1.",
    ),
    # Joined another body than the one named before.
    (
        "1992-01-21",
        "Finland entered the United Nations in 1955. It was an associate of the European Free Trade Association before"
        " it became a full member in 1986.",
        None,
    ),
    # The whole is the amount of the sentence before; so many times as much of two.
    (
        "1992-10-24",
        "Trade came to $22.8 billion last year. Of that total, $14.2 billion was bought, or about 62 percent.",
        "Trade came to $22.8 billion last year. Of that total, $14.2 billion was bought, or about 72 percent.",
    ),
    (
        "2001-09-07",
        "In 1993 the two states traded goods of $81 billion; last year of $247 billion, or some three times as much.",
        "In 1993 the two states traded goods of $81 billion; last year of $247 billion, or some five times as much.",
    ),
    # So many years ago to the day.
    (
        "2004-01-27",
        "France and China established diplomatic relations forty years ago to the day.",
        "France and China established diplomatic relations thirty years ago to the day.",
    ),
    # Whose place somebody took.
    (
        "1989-03-16",
        "Shimon Peres, who had been foreign minister of Israel, moved on; Moshe Arens took his place in December 1988.",
        "Shimon Peres, who had been foreign minister of Israel, moved on; David Levy took his place in December 1988.",
    ),
    # The other half of a state that is in two.
    (
        "1992-08-25",
        "The news is of South Korea and China. Prime Minister Chung Won-shik and his northern counterpart, Yon "
        "Hyong-muk, signed last December.",
        None,
    ),
    # Once the minister of a state, and not of another.
    (
        "2022-11-04",
        "Luis Almagro, who was once the foreign minister of Uruguay, shook his head.",
        "Luis Almagro, who was once the foreign minister of Chile, shook his head.",
    ),
    # Journeys of presidents, of which the record has every one.
    (
        "2016-05-20",
        "Jimmy Carter went to Poland in December 1977, and he flew to Tehran after that.",
        "Jimmy Carter went to Poland in December 1979, and he flew to Tehran after that.",
    ),
    ("2016-05-20", "Jimmy Carter visited Cuba in May 2002. Barack Obama did not visit Kenya in 2011.", None),
    # Whose minister somebody was, with no date.
    (
        "2011-03-08",
        "Margaret Thatcher went to Peking. Her foreign secretary, Geoffrey Howe, stood behind her.",
        "Kiichi Miyazawa thought it over for a month. His foreign minister, Taro Nakayama, urged him on.",
    ),
    # A list of names and titles by turns.
    (
        "2022-10-11",
        "It was settled when Annalena Baerbock, the foreign minister of Germany, Jeppe Kofod, her Danish counterpart, "
        "and two others met.",
        "It was settled when Annalena Baerbock, the foreign minister of France, met two others.",
    ),
    # Parts of states.
    ("2024-06-03", "The two met Hussein Mwinyi, who is president of Zanzibar.", None),
    ("2022-06-20", "Mute Egede, the prime minister of Greenland, signed for Denmark and Canada looked on.", None),
    # A title that acts itself, behind a name.
    ("2012-11-26", "Beside Thein Sein, the American president looked tired.", None),
    # "Until" a time at which somebody was in office.
    (
        "1990-02-10",
        "There were no ties with Prague until December 1973, when Willy Brandt was chancellor.",
        "There were no ties with Prague until December 1979, when Willy Brandt was chancellor.",
    ),
    # A month without its year, in a tale of another year.
    ("1999-05-02", "The junta changed hands at once, and Reynaldo Bignone took over on July 1.", None),
    # Whose verb it is.
    (
        "2022-02-11",
        "Edgar Lungu won in January 2015, and on August 24, 2021, Hakainde Hichilema, who had lost five times, was "
        "sworn in.",
        None,
    ),
    # A body that is named only to tell who somebody is, and one that is told by no name.
    (
        "1989-10-03",
        "Hungary joined the refugee convention in March, the first country of the Warsaw Pact to do so.",
        "Hungary joined the Warsaw Pact in March 1989.",
    ),
    (
        "2013-11-02",
        "The customs union, to which Belarus has belonged since 2010, is to become the Eurasian Economic Union.",
        None,
    ),
    # An ordinal is no fraction, and not the next one but a later.
    ("2023-10-05", "He is in a third term, with 74 of the 140 seats, not quite 53 per cent.", None),
    ("2022-06-20", "Melanie Joly is the third to have followed Chrystia Freeland as foreign minister.", None),
    # A yearly part of a sum.
    ("2024-03-07", "Norway promised 3.2 billion kroner over three years, or $100 million a year.", None),
    # What each is left with is not what is left.
    ("1990-02-10", "They are to cut to 1,600 launchers and 6,000 warheads, leaving each state 100 such rockets.", None),
    # The charter of a body and its coming into force.
    (
        "2009-11-27",
        "The East African Community was to mark its tenth birthday.",
        "The East African Community was to mark its fifteenth birthday.",
    ),
    # Who acted at first.
    ("2024-09-13", "Mulambo Haimbe has been foreign minister of Zambia only since June.", None),
    # The numbers of resolutions tell their years.
    (
        "1995-04-02",
        "The Security Council called for free elections in its Resolution 435 of 1978, and the UN went in.",
        "The Security Council called for free elections in its Resolution 435 of 1973, and the UN went in.",
    ),
    (
        "1995-04-02",
        "In July 1987 the Security Council adopted Resolution 598, and Iran took it a year later.",
        "In July 1985 the Security Council adopted Resolution 598, and Iran took it a year later.",
    ),
    (
        "1995-04-02",
        "The Security Council met. The General Assembly called Zionism racism in Resolution 3379 of 1975.",
        None,
    ),
    # A minister of another ministry of the same cabinet, where no word names the state.
    (
        "2025-03-14",
        "Treasury Secretary Scott Bessent and Canada's ministers spoke for an hour.",
        "Commerce Secretary Scott Bessent and Canada's ministers spoke for an hour.",
    ),
    # Heads of bodies and of governments in other words, and a state that is out.
    (
        "2023-02-10",
        "The IMF, under Kristalina Georgieva, let it be, unlike in 2018, when Christine Lagarde ran the Fund.",
        "The IMF, under Kristalina Georgieva, let it be, unlike in 2018, when Michel Camdessus ran the Fund.",
    ),
    (
        "2023-11-20",
        "Rabat is calm. Aziz Akhannouch, one of its richest men, has led the government since the election of 2021.",
        "Rabat is calm. Saad Eddine El Othmani, a doctor, has led the government since the election of 2021.",
    ),
    (
        "2023-07-20",
        "It was for Britain, out of the European Union since January 2020, that they spoke.",
        "It was for Britain, out of the European Union since January 2017, that they spoke.",
    ),
    # A portfolio alone, and a meeting told by its number.
    (
        "2024-11-20",
        "There is little change in Ottawa. Melanie Joly stays at foreign affairs and Bill Blair at defence.",
        "There is little change in Ottawa. Melanie Joly stays at foreign affairs and Anita Anand at defence.",
    ),
    (
        "2000-09-01",
        "Seoul is next with the Asia-Europe Meeting; the second was held in London in 1998.",
        "Seoul is next with the Asia-Europe Meeting; the second was held in Bangkok in 1998.",
    ),
    # Who goes to a meeting now goes to the one at hand.
    (
        "2022-06-24",
        "From Berlin the chancellor goes on to the summit of the Group of Seven at Schloss Elmau.",
        "From Berlin the chancellor goes on to the summit of the Group of Seven at Heiligendamm.",
    ),
    (
        "1998-01-05",
        "The European Union's leaders agreed in Luxembourg in December 1997 that it would be so.",
        "The European Union's leaders agreed in Vienna in December 1997 that it would be so.",
    ),
    ("2012-09-30", "On May 2 the Security Council, in Resolution 2046, gave the two Sudans three months.", None),
    # The games have places and no summits.
    ("1985-04-02", "The Olympic Games are near. They had held a summit in Geneva in 1980, as old friends do.", None),
)  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, None, dt.date.fromisoformat(day)))
    return [one.claim for one in found if one.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "true", "false"), TWINS)
def test_a_true_sentence_is_let_be_and_its_twin_is_not(day: str, true: str, false: str | None) -> None:
    assert contradicted(day, true) == []
    assert false is None or contradicted(day, false) != []
