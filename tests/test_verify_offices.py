"""Offices told by the tense of a clause, by a ministry, in the plural, by who left or came before: true and false."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check
from detente.verify.clauses import telling

PAIRS = [
    # the date, a text with a gap, what is true there and what is false
    # the clause tells of the day of the report, whatever other times the sentence names
    ("2022-08-29", "Emmanuel Macron came last year. {}, the prime minister, is to follow in October.",
     "Elisabeth Borne", "Jean Castex"),
    ("2018-06-01", "India waits. External Affairs Minister {} did the persuading.", "Sushma Swaraj", "Arun Jaitley"),
    ("2023-08-25", "{}, the minister of international relations, has had to explain it to visitors.",
     "Naledi Pandor", "Lindiwe Sisulu"),
    # somebody who acts in the story is not one who left the office many years ago
    ("2024-02-15", "{}, the secretary general of the Arab League, praised the meeting.", "Ahmed Aboul Gheit",
     "Amr Moussa"),
    ("2017-02-01", "{}, the foreign minister of Algeria, put the best face on it.", "Ramtane Lamamra",
     "Mourad Medelci"),
    ("2004-03-26",
     "The treaty is of 1997. On March 10 Libya signed it in the presence of {}, the director general of the"
     " International Atomic Energy Agency.", "Mohamed ElBaradei", "Hans Blix"),
    ("2025-11-11", "The World Bank, whose president is {}, put it last month at $216 billion.", "Ajay Banga",
     "David Malpass"),
    # then, when, under, since
    ("1997-06-25", "It was signed in December 1984 by Margaret Thatcher and {}, then China's premier.", "Zhao Ziyang",
     "Hu Yaobang"),
    ("2004-03-26", "Relations were restored in July 1999, when {} was foreign secretary.", "Robin Cook",
     "Malcolm Rifkind"),
    ("2015-11-09", "She ran the council under President {} from 2000 to 2004.", "Chen Shui-bian", "Lee Teng-hui"),
    ("2022-04-27", "Foreign Minister Marise Payne, who has been in the post since August {}, stayed.", "2018", "2012"),
    ("2013-08-15",
     "In June 2006 Paul Biya signed it, and {}, at that time the United Nations secretary-general, was the"
     " witness.", "Kofi Annan", "Boutros Boutros-Ghali"),
    # the ministry names the office
    ("1998-10-09", "The foreign minister spoke. The ministry is now run by {}, who met his colleague.",
     "Masahiko Komura", "Yukihiko Ikeda"),
    ("1998-01-02", "It was signed by {}, who holds the foreign affairs portfolio in Beijing.", "Qian Qichen",
     "Wu Xueqian"),
    ("2023-02-06", "{}, a retired general who took charge of the defense department last month, nodded.",
     "Carlito Galvez Jr.", "Delfin Lorenzana"),
    # two of one office: the state by the words, or the other one of the two; both at one time
    ("2015-05-12", "Germany and Israel met. The German defence minister, Ursula von der Leyen, stood on Monday next to "
     "her Israeli colleague, {}.", "Moshe Ya'alon", "Avigdor Lieberman"),
    ("2018-06-20", "Japan's foreign minister, Taro Kono, telephoned his counterpart in Seoul, {}.", "Kang Kyung-wha",
     "Yun Byung-se"),
    ("1994-11-02", "The foreign ministers shook hands. Shimon Peres and his French colleague, {}, watched.",
     "Alain Juppé", "Roland Dumas"),
    ("2008-07-14", "{} and Bashar al-Assad, the presidents of France and Syria, stood side by side.", "Nicolas Sarkozy",
     "Jacques Chirac"),
    ("1972-06-01", "{} and Maurice Schumann, the British and French foreign ministers, agreed.", "Alec Douglas-Home",
     "Michael Stewart"),
    # former holders of an office that they never held
    ("1990-11-10", "The alliance's secretary general, Manfred Wörner, himself a former West German {}, flew east.",
     "defence minister", "foreign minister"),
    ("2015-03-01", "Jens Stoltenberg, a former {} prime minister, warned them.", "Norwegian", "Danish"),
    ("2022-04-01", "Olaf Scholz, himself a former {} minister, found the money.", "finance", "foreign"),
    # signers, and a title by its capital, its body or the sentence before
    ("2018-10-02", "The agreement, which George Bush, Carlos Salinas de Gortari and {} signed in December 1992, ends.",
     "Brian Mulroney", "Jean Chrétien"),
    ("1995-03-01", "On May 12, 1965, {}, as chancellor in Bonn, and Levi Eshkol exchanged letters.", "Ludwig Erhard",
     "Konrad Adenauer"),
    ("2003-02-18", "It is of December 1995. {}, then foreign minister in Canberra, signed for his side. It was renewed "
     "in August 2002.", "Gareth Evans", "Alexander Downer"),
    ("2025-05-15", "{}, a former soldier who has been foreign minister since the inauguration, spoke of Indonesia.",
     "Sugiono", "Sjafrie Sjamsoeddin"),
    # two of one office
    ("2022-08-24", "On August 24, 1992 Foreign Ministers Lee Sang-ock and {} signed the communique.", "Qian Qichen",
     "Li Zhaoxing"),
    ("2019-01-27", "The accord was signed in June 2018 by the foreign ministers {} and Nikola Dimitrov.",
     "Nikos Kotzias",
     "Evangelos Venizelos"),
    # who followed whom, with the office told only before; with an acting one between
    ("1998-10-08",
     "Japan's premier, Keizo Obuchi, received him. Mr Obuchi, who succeeded {} in July, was a minister.",
     "Ryutaro Hashimoto", "Morihiro Hosokawa"),
    ("2018-03-06", "Malcolm Turnbull, who ousted {} in 2015, has troubles at home.", "Tony Abbott", "Kevin Rudd"),
    ("2020-09-15", "Rafael Grossi succeeded the late {} at the nuclear agency in 2019.", "Yukiya Amano", "Hans Blix"),
    # whom somebody met is there; a leader who is not named
    ("1998-10-08",
     "Mr Kim came to Japan for two days and met Finance Minister {}, himself a former prime minister, to discuss it.",
     "Kiichi Miyazawa", "Noboru Takeshita"),
    ("1989-05-18", "Few would have predicted it when the Soviet leader came to power in March {}.", "1985", "1982"),
    ("2020-05-18", "Germany's chancellor came to power in {} and is about to go.", "2005", "2001"),
    # a counterpart has the same office; two of two states; a given name makes nobody alike; once of another state
    ("1992-08-25", "It was signed by Foreign Minister Lee Sang-ock and his Chinese counterpart, {}.", "Qian Qichen",
     "Wu Xueqian"),
    ("2025-07-21", "The two signed a peace agreement on June 27 before Secretary of State {}.", "Marco Rubio",
     "Mike Waltz"),
    ("2025-06-17", "Kaja Kallas, a former prime minister of {}, had received Wang Yi.", "Estonia", "Latvia"),
    # who left, who came before, who was received
    ("1987-12-09", "George Shultz was called in when {} resigned in the summer of 1982.", "Alexander Haig",
     "Henry Kissinger"),
    ("2023-08-25", "Cyril Ramaphosa, who took over from Jacob Zuma in February {}, has tried to help.", "2018", "2015"),
    ("2025-10-28", "Sugiono, the Indonesian foreign minister, who replaced {}, promises help.", "Retno Marsudi",
     "Marty Natalegawa"),
    ("1998-10-09",
     "Kim Dae-jung came on Thursday. He spoke. He won at his fourth attempt and succeeded {} in February.",
     "Kim Young-sam", "Roh Tae-woo"),
    ("1999-02-22", "Atal Bihari Vajpayee has led a coalition since March 1998, when he replaced {}, and is tired.",
     "Inder Kumar Gujral", "P. V. Narasimha Rao"),
    ("2025-08-25", "The last one dates from April 2008, when Yasuo Fukuda received {}.", "Lee Myung-bak",
     "Park Geun-hye"),
]  # fmt: skip

LEFT_ALONE = [
    # what looks back, or may be of another time, is not contradicted
    ("2010-03-01", "Prime Minister Margaret Thatcher is remembered for it."),
    ("1990-03-01", "In 1973 it was otherwise. Henry Kissinger, the secretary of state, flew to Cairo."),
    ("2021-10-13", "The ruling of the court, read out by its American president, Joan Donoghue, is binding."),
    ("2021-01-06",
     "Bahrain sent Crown Prince Salman. He has met Mohammed bin Salman. Salman, who has been prime minister"
     " since November, spoke."),
    ("2013-03-01", "Shinzo Abe wrote to Park Geun-hye. She is bolder than her predecessor, Lee Myung-bak."),
    ("1997-07-02", "Robin Cook came. Chris Patten, who had arrived in 1992 in succession to Lord Wilson, wept "
     "for all to see."),
    ("2018-12-02", "Mexico has a new minister. He replaces Luis Videgaray, who had run the Finance Ministry to 2016."),
    ("2020-09-15", "Syria is far. President Mahmoud Abbas had broken with the White House."),
    ("2018-04-28", "A meeting of the Shanghai Cooperation Organisation was held, and so was Sushma Swaraj, who has "
     "charge of external affairs, in China."),
    ("1992-06-01", "Antonis Samaras, the foreign minister of the day, was dismissed in April 1992 by Prime Minister "
     "Constantine Mitsotakis of Greece."),
    ("1986-01-01", "The defence secretary, Michael Heseltine, resigned; his colleague Leon Brittan followed."),
    ("2011-01-01", "Japan and China met. Foreign Minister Seiji Maehara and his colleague Toshimi Kitazawa disagreed."),
    ("2001-06-01", "Silvio Berlusconi, himself a former prime minister, returned in May as Italy's leader."),
    ("2010-06-01", "In May 1983 David Kimche signed for Israel, in January 1992 Boris Yeltsin and George Bush signed."),
    ("2021-06-01", "Recep Tayyip Erdogan, as mayor of Istanbul, was jailed in 1999."),
    ("2010-06-01", "Dmitri Medvedev and Barack Obama, the Russian and American presidents, signed it in April."),
]  # fmt: skip


@pytest.mark.parametrize(("date", "text", "true", "false"), PAIRS)
def test_the_true_office_is_left_and_the_false_one_contradicted(date: str, text: str, true: str, false: str) -> None:
    assert "contradicted" not in _verdicts(date, text.format(true))
    assert "contradicted" in _verdicts(date, text.format(false))


@pytest.mark.parametrize(("date", "text"), LEFT_ALONE)
def test_what_may_be_told_of_another_time_is_left_alone(date: str, text: str) -> None:
    assert "contradicted" not in _verdicts(date, text)


@pytest.mark.parametrize(
    ("text", "tense", "part"),
    [
        ("Jean Castex, the prime minister, is to follow in October.", "now", "subject"),
        ("Jean Castex has told visitors that he will stay.", "now", "subject"),
        ("Jean Castex came in May.", "past", "subject"),
        ("Jean Castex had told them so.", None, "subject"),
        ("The critics accuse Jean Castex of giving up.", "now", "object"),
        ("It was signed by Jean Castex.", "past", "subject"),
    ],
)
def test_the_clause_tells_tense_and_part(text: str, tense: str | None, part: str) -> None:
    start = text.index("Jean Castex")
    told = telling(text, (start, start + len("Jean Castex")))
    assert told is not None
    assert (told.tense, told.part) == (tense, part)


def _verdicts(date: str, text: str) -> list[str]:
    return [finding.verdict for finding in check(Document(text, None, dt.date.fromisoformat(date)))]
