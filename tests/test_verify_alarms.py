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
    # of which time: a tale, a year told with it, the year after it, what is and so is to come
    ("2017-09-29", "China and Japan talk. {} Mao Zedong received the guest on September 27.",
     "It was in 1972, and it took five days.", "It took five days."),
    ("2017-09-29", "Japan and China quarrel. {} the fortieth anniversary {}.".replace(" {}.", "."),
     "In September 2012 Tokyo bought the islands, and China called off",
     "The company was founded in September 2012. Tokyo marks"),
    ("2025-11-18", "Saudi Arabia and Israel talk. The prince received Joe Biden in July 2022. The following year, at "
     "the G20 summit in {} in September, leaders unveiled a corridor.", "New Delhi", "Rome"),
    ("2026-06-02", "The United States and China talk. In November China holds the APEC summit in {}, the third that it "
     "has organised after Shanghai in 2001 and Beijing in 2014.", "Shenzhen", "Hangzhou"),
    ("2023-12-11", "Greece and Turkey talk. It waits for Sweden's entry to NATO, which {}.",
     "Erdogan sent to parliament in October", "came in October 2022"),
    ("2024-12-30", "The Panama treaties came into force on October 1, 1979, {}.", "the day Carter turned 55",
     "and now they are 55 years old"),
    ("2025-05-06", "The treaty that allowed the two German states to unite, signed in Moscow in September 1990, "
     "will be {} years old this autumn.", "35", "25"),
    ("2023-04-05", "The Soviet Union is gone. The treaty of friendship with {}, concluded in 1948, bound Finland.",
     "the Soviet Union", "its neighbour Russia"),
    ("2021-10-09", "Mexico and the United States talk. The old plan was signed in 2007. {}.",
     "Its replacement is the Bicentennial Framework for Security", "It keeps its bicentennial this year"),
    # of whom: what is meant by "the country", "the North", an ambassador, a former president and prime minister
    ("2023-04-05", "Finland and Russia part. On Tuesday the minister handed the paper to U.S. Secretary of State "
     "Antony Blinken, and the country became NATO's {} member.", "31st", "34th"),
    ("2024-06-21", "Russia and North Korea signed it. South Korea protests. China and the North will mark {} years of "
     "diplomatic relations on October 6.", "75", "65"),
    ("2024-06-21", "Russia and North Korea signed it. {} The vice foreign minister summoned the Russian ambassador, "
     "Georgy Zinoviev, to protest.", "South Korea was angry.", "They met."),
    ("2024-02-26", "Albania waits. Sali Berisha, a {} president and prime minister who leads the opposition, has "
     "called the deal a danger.", "former", "new"),
    ("2025-11-18", "Israel waits. {} resigned on November 11.",
     "Ron Dermer, the confidant who ran the file as minister of strategic affairs,",
     "Ehud Barak, the man who ran it as prime minister,"),
    # of what: sums of other years, times and rates
    ("2023-01-13", "Japan arms. {}. The draft budget sets aside 6.8 trillion yen for defence in the year that begins "
     "in April, an increase of about 26 percent.", "The cabinet wants to spend 43 trillion yen over five years",
     "It spent 5.9 trillion yen this year"),
    ("2024-12-30", "The chamber has 100 seats. It consented by 68 votes to 32, {} two thirds.",
     "one more than the necessary", "which makes not quite"),
    ("2026-01-18", "Canada talks with China. Its trade with China {} C$5 billion a year.", "was once worth around",
     "in 2024 was worth"),
    ("2024-11-25", "Japan shipped goods worth 17.76 trillion yen to China, of exports of 100.89 trillion. That was 6.5 "
     "percent less than the {}.", "year before", "25 trillion yen of 2022"),
    ("2023-11-13", "Defence spending stands at A$52.6 billion, or about US${} billion at the present rate of 64 US "
     "cents to the Australian dollar.", "34", "52"),
    ("2026-02-16", "The Philippines and China talk. The fleet asked for 40 billion pesos. At last month's rate of "
     "about 59.4 pesos to the dollar, that is about ${} million.", "673", "940"),
    ("2021-11-19", "Mexico waits. It counted 100,306 dead in the twelve months to April. That was an increase of {} "
     "percent on the 78,056 deaths of the year before.", "28.5", "38.5"),
    # groups by those whom they join, and by "partners since"; signatures that a text bore
    ("2023-11-13", "China and Australia share the Regional Comprehensive Economic Partnership, which joins the ten "
     "ASEAN states with Australia, China, {}, New Zealand and South Korea.", "Japan", "India"),
    ("2024-12-02", "Russia and Kazakhstan are in the Eurasian Economic Union. Besides Russia and Kazakhstan, it takes "
     "in Armenia, Belarus and {}.", "Kyrgyzstan", "Uzbekistan"),
    ("2023-12-08", "Turkey and Greece quarrel. The countries have been partners in NATO since {}.", "February 1952",
     "May 1955"),
    ("2025-11-10", "South Korea and North Korea wait. The joint declaration of June 15, 2000, bore the signatures of "
     "Kim Dae-jung and {}.", "Kim Jong Il", "Kim Il Sung"),
    # of whom and of what: shares that another has as well, an institute's figure, a sum of many years
    ("2018-09-26", "China and Russia pump gas. Novatek has 50.1 percent, while CNPC holds 20 percent{}, and the fund "
     "has the remaining 9.9 percent.", ", as does Total", ""),
    ("2019-06-06", "The Stockholm International Peace Research Institute puts last year's military spending at $250 "
     "billion for {}.", "China", "China. Sweden's defence budget for 2018 was $250 billion"),
    ("2024-04-10", "Japan arms. In December 2022 the cabinet set aside 43 trillion yen for defence {}.",
     "over five years", "in 2023"),
    ("2025-10-30", "Malaysia and Indonesia talk. Five states {} ASEAN in Bangkok.", "founded",
     "met last week at the summit of"),
    # what stands for months, and what is kept in another year
    ("2014-06-10", "The Caribbean Community was founded in 1973, and the {} anniversary was observed.", "40th", "60th"),
    ("2019-08-01", "The trade of both came to $690.6 billion, of which $536.8 billion was imports{} per cent of the "
     "total.", " and $153.8 billion exports. Imports thus made up almost 78", ". Imports thus made up almost 58"),
    ("2023-06-30", "Vietnam exports. Trade came to $90.8 billion. Of that, $77.1 billion were exports, more than {}.",
     "a quarter of everything that the country sold abroad", "half of it, or 62 percent of it"),
    ("2023-04-26", "South Korea pays. The defence budget is 57 trillion won, or about $42.5 billion at a rate of some "
     "1,340 won to the dollar, {} 4.4 percent over 2022.", "an increase of", "and 1,000 of 2,000 tanks are new, or"),
    ("2025-11-14", "Pakistan and Afghanistan quarrel. On September 30, {}, Pakistan was admitted to the United Nations "
     "with one vote against, that of Afghanistan.", "1947", "1949"),
    ("2025-11-14", "Pakistan waits. The law {} Field Marshal Asim Munir, chief of the defence forces.",
     "makes the army chief,", "was praised in 2024 by"),
    ("2024-09-14", "Iran and Iraq talk. In 2019 they met. President {}, whose office is largely ceremonial, spoke.",
     "Abdul Latif Rashid", "Barham Salih"),
    ("2023-11-18", "China and the United States met in 2019 and now. The link will run through Gen. {}, chairman of "
     "the Joint Chiefs of Staff.", "Charles Q. Brown", "Mark Milley"),
    ("2024-11-25", "Japan and China talk. They met in May 2024. Diplomats are working on a visit to Beijing by Foreign "
     "Minister {}.", "Takeshi Iwaya", "Yoko Kamikawa"),
    ("2023-12-08", "Turkey and Greece met. The earthquake of February 6 killed many. Within a week {}, then foreign "
     "minister, was walking through the ruins.", "Nikos Dendias", "George Gerapetritis"),
    ("2025-03-12", "India and Bangladesh quarrel. On January 12 {}, the Indian high commissioner, was summoned.",
     "Pranay Verma", "Vikram Doraiswami"),
    ("2022-04-10",
     "Spain and Morocco agree. {}, the man who became head of the Moroccan government last autumn, agreed.",
     "Aziz Akhannouch", "Saad-Eddine El Othmani"),
    ("2021-08-26", "Poland and Hungary talk. Membership of NATO followed in March {}.", "1999", "2004"),
]  # fmt: skip


@pytest.mark.parametrize(("day", "text", "right", "wrong"), PAIRS)
def test_what_is_true_is_let_be_and_what_is_wrong_is_found(day: str | None, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.format(right)) == []
    assert contradicted(day, text.format(wrong))


def test_who_takes_the_chair_of_the_european_council_is_no_state() -> None:
    taken = "Iran talks with the European Union. {} takes the chair of the Council on the same day."
    assert contradicted("2024-11-30", taken.format("Antonio Costa of Portugal")) == []
    assert contradicted("2024-11-30", taken.format("Portugal"))
