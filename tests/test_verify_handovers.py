"""What `verify` reads of offices told in passing, and of forums, members and accords that a sentence half names."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

PAIRS = [
    ("2009-06-01", "David Miliband came. Miliband has been foreign secretary since June 2007, when Gordon Brown formed"
     " his government and he succeeded {}.", "Margaret Beckett", "Malcolm Rifkind"),
    ("2018-06-01", "Moon Jae-in was elected in May 2017, following {}.", "Park Geun-hye", "Roh Moo-hyun"),
    ("2023-12-01", "President Vo Van Thuong of Vietnam, elected in March after {} resigned, is next.",
     "Nguyen Xuan Phuc", "Truong Tan Sang"),
    ("2008-06-01", "Roh Moo-hyun was president of South Korea until February. Mr. Roh's predecessor, {}, had been"
     " there.",
     "Kim Dae-jung", "Roh Tae-woo"),
    # the date, a text with a gap, what is true there and what is false
    ("1996-03-01", "Foreign Secretary Malcolm Rifkind is less patient than his predecessor, {}.", "Douglas Hurd",
     "Geoffrey Howe"),
    ("1988-05-01", "Frank Carlucci, the defense secretary, took over last November from {}.", "Caspar Weinberger",
     "Harold Brown"),
    ("1980-05-01", "Margaret Thatcher took office last May after defeating {} at the polls.", "James Callaghan",
     "Harold Wilson"),
    ("1990-05-01", "Michael Dukakis, who lost in 1988 to {}, was there.", "George Bush", "Ronald Reagan"),
    ("2009-03-01", "Alpha Oumar Konare, who led the African Union commission, handed the post to {} in April 2008.",
     "Jean Ping", "Moussa Faki"),
    ("2018-06-01", "At the central bank Alejandro Díaz de León, who replaced {} in December, stays.",
     "Agustín Carstens", "Guillermo Ortiz"),
    ("2004-03-01", "Peter Struck, Germany's defence minister, in place of {} since 2002, agreed.", "Rudolf Scharping",
     "Gerhard Stoltenberg"),
    ("1989-06-01", "The chair passes to Israel, whose foreign minister is {}.", "Moshe Arens", "David Levy"),
    ("2015-06-01", "The International Monetary Fund agreed. The Fund, led by {}, is to pay.", "Christine Lagarde",
     "Michel Camdessus"),
    ("2016-03-01", "NATO was firm. {} who has been the alliance's secretary-general since October 2014, spoke.",
     "Jens Stoltenberg, a former Norwegian leader", "Javier Solana, a former Spanish minister"),
    ("2002-03-01", "They had met in April 2001 at the Summit of the Americas in {}.", "Quebec City", "Santiago"),
    ("1990-03-01", "The Islamic Conference Organization agreed to it at its summit in {} in February 1974.", "Lahore",
     "Rabat"),
    ("1990-03-01", "The Arab League froze it at its summit in {} in November 1978.", "Baghdad", "Tunis"),
    ("2019-03-01", "Mexico has belonged to the OECD since {}.", "1994", "1984"),
    ("1990-03-01", "The European Community waits. Spain, which joined the Community in {}, has asked.", "1986", "1981"),
    ("2013-03-01", "It has asked the East African Community, whose five members are Kenya, Uganda, Tanzania, {}.",
     "Rwanda and Burundi", "Ethiopia and Burundi"),
    ("1990-03-01", "Argentina and Chile ended their quarrel in a treaty signed at the Vatican in November {}.", "1984",
     "1979"),
    ("2015-03-01", "Armenia and Turkey have not ratified the protocols signed at {} in October 2009.", "Zurich",
     "Geneva"),
    ("2024-03-01", "The Windsor Framework, which London and Brussels concluded in February {}, holds.", "2023", "2020"),
    # heads of today, from the Factbook; a term left open is over when somebody else is known
    ("2025-06-01", "Kenyan President {} said on Monday that the talks would go on.", "William Ruto", "Uhuru Kenyatta"),
    ("2024-03-01", "Prime Minister {} of Denmark said on Monday that the talks would go on.", "Mette Frederiksen",
     "Lars Lokke Rasmussen"),
    # by the grammar of the clause, in whatever order it tells the two: verbs, nouns and pronouns
    ("1985-08-01", "Eduard Shevardnadze, the Georgian who succeeded {} in July, smiled.", "Andrei Gromyko",
     "Alexei Kosygin"),
    ("1989-05-05", "James Baker, the Texan who followed {} at the State Department in January, was blunter.",
     "George Shultz", "Alexander Haig"),
    ("2010-06-10", "Yukio Hatoyama resigned in June and handed over to {}.", "Naoto Kan", "Taro Aso"),
    ("2005-05-01", "Colin Powell, who lost the State Department to {} in January, said little.", "Condoleezza Rice",
     "Hillary Clinton"),
    ("2006-10-01", "Frank-Walter Steinmeier inherited the foreign ministry from {}, a Green.", "Joschka Fischer",
     "Klaus Kinkel"),
    ("2009-02-15", "Condoleezza Rice left the State Department in January. Her successor, {}, went to Asia first.",
     "Hillary Clinton", "John Kerry"),
    ("1990-12-20", "Margaret Thatcher's successor, {}, is a quieter man.", "John Major", "Douglas Hurd"),
    ("2007-07-20", "Gordon Brown moved into Downing Street in June. {}, his predecessor, is an envoy.", "Tony Blair",
     "John Major"),
    ("1995-08-01", "Malcolm Rifkind became foreign secretary in July; the post passed to him from {}.", "Douglas Hurd",
     "Geoffrey Howe"),
    ("2003-01-22", "He gets on with Dominique de Villepin, the poet and diplomat who replaced {} at the Quai d'Orsay.",
     "Hubert Védrine", "Alain Juppé"),
    ("1990-02-15", "John Major spent three months at the Foreign Office, having taken over from {} in July.",
     "Geoffrey Howe", "Francis Pym"),
    ("2009-07-01", "Kevin Rudd beat {} in November 2007 and signed the Kyoto Protocol.", "John Howard", "Paul Keating"),
    # an office that passes on, with the one who left it untold
    ("2009-11-05", "The German foreign ministry went to {}, a Liberal, in October.", "Guido Westerwelle",
     "Joschka Fischer"),
    ("1993-02-01", "In January the State Department passed to {}, a lawyer.", "Warren Christopher", "James Baker"),
    # chosen to follow, and offices told a sentence before
    ("2014-04-01", "Jens Stoltenberg was chosen last month to follow {} as secretary general of NATO.",
     "Anders Fogh Rasmussen", "Javier Solana"),
    ("2012-09-01", "Enrique Pena Nieto, the president-elect of Mexico, was elected in July to follow {}.",
     "Felipe Calderon", "Ernesto Zedillo"),
    # the state that the person has served
    ("2001-06-01", "Peru and Chile argued again. In 1999 a letter by {} then prime minister, had calmed them.",
     "Keizo Obuchi,", "Yohei Kono,"),
    # forums ahead, and places where they never met
    ("2019-01-22", "He will come in June for the summit of the Group of 20 in {}.", "Osaka", "Nagoya"),
    ("2012-04-02", "They met again at the nuclear security summit in {} last month.", "Seoul", "Vienna"),
    # members
    ("2012-03-01", "Much has changed in China since its entry into the World Trade Organization in {}.",
     "December 2001", "December 1996"),
    ("2012-03-01", "South Korea joined the United Nations in September {}.", "1991", "1981"),
    ("2012-03-01", "Poland and Hungary joined NATO in {}.", "1999", "2006"),
    ("2012-03-01", "Pakistan is back. The country left the Commonwealth in {} and returned later.", "1972", "1982"),
    # the accord of two states that is not named, who signed and where
    ("2003-01-22", "France and Germany met. They marked the {} anniversary of their treaty of friendship.", "40th",
     "50th"),
    ("2018-08-12", "China and Japan marked the {} anniversary of the Treaty of Peace and Friendship.", "40th", "45th"),
    ("2019-03-01", "Russia and Japan cite the Soviet-Japanese Joint Declaration, signed in Moscow by {}.",
     "Ichiro Hatoyama", "Shigeru Yoshida"),
    ("1994-10-28", "In Israel few forget the Oslo accords, sealed with a handshake in {}.", "Washington", "Geneva"),
]  # fmt: skip

TRUE = [
    (
        "2021-01-02",
        "In a statement the prime ministers, Malaysia's Muhyiddin Yassin and Singapore's Lee Hsien Loong, agreed.",
    ),
    (
        "2022-02-28",
        "China joined the World Trade Organization in December 2001, for which President Bill Clinton had campaigned.",
    ),
    ("2022-02-28", "Zhou Enlai, the premier, thought candour more useful than harmony."),
    ("2013-05-20", "Hearings were held in April under Peter Tomka, the Slovak president of the court."),
    ("2025-06-28", "Bintou Keita, the Guinean who heads the UN mission in Congo, welcomed it."),
    ("2004-10-01", "The U.N. refugee agency, led by Ruud Lubbers, has protested."),
    ("2004-10-01", "It was begun by the World Federation of Hungarians, led by Miklos Patrubany."),
    ("2022-02-28", "George H.W. Bush, the future president, ran the American office in Beijing from 1974."),
    (
        "2024-05-01",
        "Ebrahim Raisi was killed in a crash in May along with the foreign minister, Hossein Amir-Abdollahian.",
    ),
    ("2009-02-17", "The photograph still hangs here: King Hassan II, Chadli Bendjedid of Algeria and Muammar Gaddafi."),
    ("2011-06-22", "In May the president came, straight from the summit of the Group of Eight in Deauville."),
    ("2012-06-22", "A United Nations panel led by Desmond Tutu had said so."),
    ("2022-11-03", "Heiko Maas, who was Germany's foreign minister until December, spoke."),
    ("2025-03-03", "Gen Nakatani, who succeeded Minoru Kihara last October, was defence minister in 2015."),
    ("2022-11-20", "At the G20 summit, President Joe Biden told Xi Jinping that the war in Ukraine must end."),
    ("2013-10-20", "They met in September at the G20 summit in St. Petersburg."),
    ("1993-10-06", "Prime Minister Morihiro Hosokawa's government is bound by guidelines of 1992."),
    ("2003-01-22", "In Washington, Donald Rumsfeld, the defence secretary, replied to Britain and Germany."),
    ("2012-09-28", "South Sudan became independent on July 9, 2011, after a referendum."),
    ("2023-01-24", "It was admitted in 2012. The visitor goes on Wednesday to reason with President Luis Lacalle Pou."),
    ("2011-06-01", "Sebastian Pinera took office in March 2010 after defeating Eduardo Frei at the polls."),
    ("2025-06-01", "They met in Tirana at the European Political Community; the first was in Prague in October 2022."),
    (
        "2015-06-01",
        "It was signed in August 1991. Two years later Morihiro Hosokawa, then prime minister of Japan, kept it.",
    ),
    ("2015-06-01", "Russia left the United Nations Human Rights Council in 2016."),
    (
        "2015-06-01",
        "Celso Amorim, who had held that office in the 1990s, is said to have told the president of Brazil so.",
    ),
    # what is no succession in the one office: on foot, of a party, of another, at the polls, still to come
    ("2005-12-01", "Angela Merkel followed Jacques Chirac into the hall in November."),
    ("2016-08-01", "Theresa May replaced Philip Hammond as foreign secretary with Boris Johnson in July."),
    ("1990-12-01", "John Major beat Michael Heseltine and Douglas Hurd in November."),
    ("2001-05-10", "Junichiro Koizumi beat Ryutaro Hashimoto in April and replaced Yoshiro Mori as prime minister."),
    ("2010-12-01", "Dilma Rousseff, his chosen successor, takes over from Luiz Inacio Lula da Silva in January."),
    ("2021-03-01", "Xi Jinping noticed. Like his predecessor, Donald Trump, Joe Biden has kept the tariffs."),
    ("2007-12-01", "Nicolas Sarkozy, who replaced Charles Pasqua as mayor of Neuilly in 1983, is in a hurry."),
    (
        "2021-08-01",
        "Ralph Gonsalves, the prime minister of St. Vincent and the Grenadines, took over the presidency from "
        "Alberto Fernández of Argentina.",
    ),
]


@pytest.mark.parametrize(("date", "text", "true", "false"), PAIRS)
def test_the_true_name_is_supported_and_the_false_one_contradicted(date: str, text: str, true: str, false: str) -> None:
    assert "supported" in _verdicts(date, text.format(true))
    assert not {"contradicted", "doubtful"} & _verdicts(date, text.format(true))
    assert "contradicted" in _verdicts(date, text.format(false))


@pytest.mark.parametrize(("date", "text"), TRUE)
def test_true_texts_that_look_like_slips_are_not_contradicted(date: str, text: str) -> None:
    assert "contradicted" not in _verdicts(date, text)


def _verdicts(date: str, text: str) -> set[str]:
    return {finding.verdict for finding in check(Document(text, published=dt.date.fromisoformat(date)))}
