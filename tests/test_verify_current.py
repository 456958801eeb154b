"""Claims as reports of today put them: holders of the day, chairs in turn, counts of years and members, and money."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

# Day of the report, text with {} for the words at stake, those words as they are, and as they would be wrong.
HOLDERS = [
    ("2025-10-10", "France and Japan talk. The foreign minister, {}, spent the evening on Iran with his guests.",
     "Jean-Noël Barrot", "Stéphane Séjourné"),
    ("2025-09-10", "Norway and NATO. The alliance is calm. {}, the secretary general, speaks of patience.",
     "Mark Rutte", "Jens Stoltenberg"),
    ("2023-05-20", "South Korea and Japan talk. {}, who became South Korea's national security adviser at the end of"
     " March, was pleased.", "Cho Tae-yong", "Kim Sung-han"),
    ("2025-09-03", "India and China talk. {}, the Indian foreign secretary, told reporters that the mood was good.",
     "Vikram Misri", "Vinay Mohan Kwatra"),
    ("2025-03-10", "Turkey and Greece talk. {}, the presidential communications director, denied the report.",
     "Fahrettin Altun", "Burhanettin Duran"),
    ("2024-12-10", "Taiwan and the United States. {}, director of the American Institute in Taiwan, praised the bill.",
     "Raymond Greene", "Sandra Oudkirk"),
    ("2025-08-20", "South and North Korea. Unification Minister {}, sworn in last month, would like to talk.",
     "Chung Dong-young", "Kim Yung-ho"),
    ("2025-11-20", "Israel and Egypt. Chief of Staff {}, who has held his post since March, told reporters that the"
     " troops would stay.", "Eyal Zamir", "Herzi Halevi"),
    ("2025-11-10", "The European Union and China. Since then the Union's trade commissioner, {}, has been on the phone"
     " almost weekly.", "Maros Sefcovic", "Valdis Dombrovskis"),
    ("2025-11-20", "Germany and Poland. {}, who took over the foreign ministry in the spring, calls the neighbour a"
     " friend.", "Johann Wadephul", "Annalena Baerbock"),
    ("2025-12-22", "Taiwan and China. {}, who has chaired the Kuomintang since November 1, says that it is dear.",
     "Cheng Li-wun", "Eric Chu"),
    ("2025-12-22", "Taiwan and Japan. {}, the leader of the Democratic Progressive Party, says that it is dear.",
     "Lai Ching-te", "Tsai Ing-wen"),
    ("2025-05-20", "Qatar and Iran. {}, the chief of staff of the Iranian armed forces, received the emir.",
     "Mohammad Bagheri", "Hossein Salami"),
    ("2025-12-05", "Israel and Lebanon. They met under the eyes of Tom Barrack, the US ambassador to {}.",
     "Turkey", "Israel"),
    ("2025-01-20", "Hungary and Ukraine. His guest, {} Andrii Sybiha, had come by train.",
     "Foreign Minister", "Defence Minister"),
    ("2025-10-20", "Canada and the United States. {}, the American ambassador in Ottawa, has told them to be calm.",
     "Pete Hoekstra", "David Cohen"),
    ("2025-08-20", "Norway and Russia. {} attended as secretary general of NATO.", "Mark Rutte", "Jens Stoltenberg"),
    ("2025-06-10", "Russia and India. Putin named {} defence minister in May 2024.", "Andrei Belousov",
     "Sergei Shoigu"),
    ("2025-06-10", "China and India. Xi removed Qin Gang as foreign minister in {}.", "July 2023", "March 2024"),
    ("2026-03-10", "Germany and Italy. Friedrich Merz, elected chancellor in {}, is patient.", "May 2025",
     "October 2024"),
    ("2025-03-10", "Poland and Ukraine. Donald Tusk returned to power in {}.", "December 2023", "December 2022"),
    ("2025-12-10", "Brazil and Kenya. The text was initialled by the foreign ministers, {} for Brazil and Musalia"
     " Mudavadi for Kenya.", "Mauro Vieira", "Ernesto Araujo"),
    ("2024-01-25", "Turkey and Greece. On Thursday the central bank, under Governor {}, raised its main interest rate.",
     "Hafize Gaye Erkan", "Sahap Kavcioglu"),
    ("2025-11-25", "Canada and Norway. The Bank of Canada was early. Its present governor, {}, warned of harm.",
     "Tiff Macklem", "Stephen Poloz"),
    ("2025-11-25", "Ireland and Malta. She came with {}, who chairs the European Council.", "Antonio Costa",
     "Charles Michel"),
    ("2024-08-12", "Vietnam and Laos. On Monday the Department of Commerce, under {}, said no.", "Gina Raimondo",
     "Wilbur Ross"),
]  # fmt: skip

GROUPS = [
    ("2024-06-10", "Vietnam and China. ASEAN drafts a code. {}, which holds the ASEAN chair this year, is in no hurry.",
     "Laos", "Indonesia"),
    ("2023-03-10", "India and Indonesia. India took the G20 chair from {} and will be host to the leaders this year.",
     "Indonesia", "Italy"),
    ("2025-06-10", "Canada and Australia trade. Both countries belong to {}, and their farmers know it.",
     "the CPTPP", "the EU"),
    ("2014-06-10", "Croatia and Hungary quarrel. Last month Hungary celebrated {} years in the European Union.",
     "10", "20"),
    ("2019-04-10", "Spain and Portugal. NATO was founded by {} states in 1949, Portugal among them.", "12", "16"),
    ("2024-08-10", "Norway and Finland. Kyiv recalls how little it got in {}, where NATO's leaders met in July 2023.",
     "Vilnius", "Madrid"),
    ("2022-06-10", "Greece and Turkey. Athens and Ankara talk. The two states entered NATO together in {}.",
     "1952", "1957"),
    ("2025-11-20", "Chile and Peru. Mr Xi came to {} for the APEC summit in November 2016.", "Lima", "Santiago"),
    ("2025-07-04", "Canada and Mexico. As host of this year's G7 Mark Carney invited his guest to {}.", "Kananaskis",
     "Charlevoix"),
    ("2024-10-20", "China and India. Xi sets out for the place where the leaders of BRICS meet in {} on Tuesday.",
     "Kazan", "Sochi"),
    ("2025-12-01", "Japan and Korea. She was in {}, where APEC's leaders met under the president's chairmanship.",
     "Gyeongju", "Seoul"),
    ("2025-12-01", "Laos and Thailand. On October 26 they looked on as the two signed a paper during the ASEAN"
     " summit in"
     " {}.", "Kuala Lumpur", "Vientiane"),
    ("2023-11-01", "Spain and Morocco. At the meeting of the European Political Community held in {} this June he was"
     " at ease.", "Chisinau", "Prague"),
    ("2022-06-10", "India and Australia. Kishida was host to the Quad leaders in {} last month.", "Tokyo", "Osaka"),
    ("2021-12-10", "India and Britain. COP26, held in {} in November, ended with tears.", "Glasgow", "London"),
    ("2025-10-28", "Malaysia and Laos. Malaysia, which chairs ASEAN this year, is followed by {} in the chair.",
     "the Philippines", "Singapore"),
    ("2012-05-10", "Latvia and Russia. Latvia became a full member of NATO in {}.", "2004", "2008"),
    ("2010-05-10", "Albania and Greece. NATO grows. In April last year Albania became the alliance's {} member.",
     "28th", "26th"),
    ("2026-04-25", "China and Laos. The Regional Comprehensive Economic Partnership, in force since 2022, has"
     " both China and {}.", "Japan", "India"),
    ("2025-04-25", "Iran and Iraq. The Gulf Cooperation Council, set up in 1981, holds {} monarchies.", "six", "eight"),
    ("2025-09-20", "India and Nepal. They met when the Shanghai Cooperation Organisation held its summit in {} at the"
     " start of the month.", "Tianjin", "Samarkand"),
    ("2025-12-10", "Japan and Peru. She had half an hour when South Korea hosted the leaders of the APEC"
     " economies in {}.",
     "Gyeongju", "Busan"),
    ("2025-12-05", "Mexico and Brazil. The meeting the two had planned at the G7 in {}, in the Rocky Mountains, in June"
     " fell through.", "Kananaskis", "Charlevoix"),
    ("2025-07-15", "Armenia and Iran. It was at the first summit of the European Political Community, in {} in October"
     " 2022, that the two leaders confirmed it.", "Prague", "Granada"),
]  # fmt: skip

YEARS = [
    ("2022-05-10", "Germany and Poland. Angela Merkel, who governed for {} years, seldom came.", "16", "11"),
    ("2016-05-10", "Saudi Arabia and Iran. Saud al-Faisal, who had run the foreign ministry for {} years, was tired.",
     "40", "30"),
    ("1995-05-10", "Ghana and Togo. Ghana was admitted to the United Nations in 1957, the Germans only in 1973, that is"
     " {} years later.", "16", "26"),
    ("2014-06-12", "Malaysia and China. The two countries marked {} years of diplomatic ties on May 31.", "40", "30"),
    ("2023-02-10", "France and Germany. The Élysée Treaty turned {} in January.", "60", "50"),
    ("2024-07-02", "Greece and Turkey quarrel over Cyprus. It will be {} years this July since Turkish troops landed"
     " on Cyprus after the coup of the junta.", "50", "40"),
    ("2024-06-20", "China and India. {} years ago this month soldiers died in the Galwan valley.", "Four", "Six"),
    ("2025-12-08", "Israel and Egypt. {} years ago the Camp David accords were signed.", "Forty-seven", "Thirty-seven"),
    ("2025-12-10", "Paraguay and Chile. Paraguay's {} took notes.", "Santiago Peña", "Mario Abdo Benítez"),
    ("2025-07-12", "China and the Philippines. Last month the two marked {} years of diplomatic ties,"
     " established in June 1975.", "50", "40"),
    ("2024-09-25", "Vietnam and the United States. Next July it will be {} years since the two countries opened"
     " relations.", "30", "20"),
]  # fmt: skip

MONEY = [
    ("2025-11-20", "Britain and Ireland. The minister has set aside 1.5 billion euros (about {} billion pounds).",
     "1.3", "1.9"),
    ("2026-01-20", "Japan and South Korea. The outlay goes from 61.25 trillion won in 2025 to 65.86 trillion won this"
     " year, a rise of {} percent.", "7.5", "12.5"),
    ("2024-06-17", "Russia and China. Spending has gone up from 6.4 trillion roubles last year to 10.8 trillion in this"
     " one, which is about ${} billion.", "121", "210"),
    ("2025-12-10", "Japan and China. The budget sets aside 8.7 trillion yen, about {} percent of a total of some 115"
     " trillion yen.", "7.5", "12.5"),
    ("2025-12-10", "Norway and Russia. Trade came to about $40 billion in 2019 and to some $6 billion in 2024,"
     " a fall of"
     " roughly {} percent.", "85", "55"),
    ("2025-12-10", "Greece and Egypt. They spend 4 percent of an output of 250 billion euros, or {} billion, on arms.",
     "10", "14"),
    ("2025-12-10", "Italy and Turkey. Rome ordered 24 helicopters for 1.2 billion euros, or {} million each.",
     "50", "80"),
    ("2025-12-10", "Kenya and China. The loan of 600 million dollars over 12 years makes {} million a year.",
     "50", "90"),
    ("2025-12-10", "Kenya and China. Imports are 4 billion dollars and exports 1 billion, a deficit of {} billion.",
     "3", "5"),
    ("2025-12-10", "Panama and Taiwan. It had 20 friends in 2016 and has 12 today, a loss of eight, or {} percent.",
     "40", "60"),
    ("2025-12-10", "Iran and Iraq. At 1.2 million rials to the dollar he owed 6 trillion rials (about ${} million).",
     "5", "50"),
    ("2025-12-10", "Peru and Chile. The mayor has bought twelve trawlers from the navy. A storm came. Four of his {}"
     " trawlers sank.", "twelve", "fifteen"),
    ("2025-12-10", "Peru and Chile. They mean to link ten municipalities by rail. Not all those {} municipalities"
     " agree.", "ten", "sixteen"),
]  # fmt: skip

TRUE = [
    ("2025-11-10", "China and Australia. She was in Beijing a month later for the fiftieth anniversary of diplomatic"
     " ties, which they had opened in December 1972."),
    ("2025-11-10", "India and Canada. Jaishankar has held the foreign ministry since 2019, and Ajit Doval is still"
     " national security adviser."),
    ("2025-11-10", "Canada and India. Canada holds the chair of the G7 until the end of December, and is glad."),
    ("2025-11-10", "Poland and Belarus. Belarus was admitted as the tenth member of the Shanghai Cooperation"
     " Organisation at the summit in Astana in July 2024. The European Union looked on."),
    ("2025-11-10", "Italy and China. Italy, the only G7 country ever to join the Belt and Road Initiative, walked out"
     " in December 2023."),
    ("2025-11-10", "France and Italy. In June Macron is to receive the leaders of the G7 at Evian."),
    ("2025-11-10", "Spain and Morocco. The opposition in Madrid, led by Alberto Núñez Feijóo of the Popular Party,"
     " asked at once."),
    ("2025-03-10", "Ukraine and Russia. It was promised its place at the NATO summit in Bucharest, where the alliance's"
     " leaders had met without a plan."),
    ("2025-12-01", "China and Japan. He knew him from the G20 in Osaka."),
    ("2025-07-15", "France and Spain. France left the integrated command of NATO in 1966 and went back to it in 2009."),
    ("2026-01-15", "Rwanda and Kenya. Felix Tshisekedi, seven years in power this month, is in no hurry."),
    ("2025-08-20", "Nepal and India. Some would give up the idea that three rivers are of the one, three rivers of the"
     " other. All six rivers swell."),
    ("2023-01-25", "Germany and Spain. Annalena Baerbock stood by the prime minister. Her French colleague, Catherine"
     " Colonna, smiled."),
    ("2023-01-25", "Brazil and Peru. He took his chair at the summit of the community, which Mr Bolsonaro had quit in"
     " 2020."),
    ("2025-12-10", "Peru and Chile. The mayor has bought twelve trawlers from the navy. Another captain keeps his 15"
     " trawlers dry, and all 27 trawlers of the town are blue."),
    ("2026-01-10", "Israel and Ethiopia. In December Israel became the first member of the United Nations to recognize"
     " Somaliland."),
    ("2025-05-10", "Spain and Britain. David Cameron, who as prime minister had called the referendum, sat there in"
     " April of last year."),
    ("2025-06-28", "Canada and Mexico. The USMCA turns five on Tuesday."),
    ("2025-06-28", "Chile and Peru. Chile's Pablo Neruda wrote of it, and Chile's Salvador Allende had promised it."),
    ("2017-08-01", "Malaysia and Indonesia. The two countries, with Thailand, Singapore and the Philippines, founded"
     " ASEAN in Bangkok."),
    ("1988-08-01", "Egypt and Israel. Mustafa Khalil, who had been prime minister since October, added the portfolio to"
     " his own in early 1979."),
    ("2000-05-10", "Turkey and Greece. Turkey became an associate member of the European Community in 1963."),
    ("2025-03-10", "Spain and Morocco. In April 1956, a month after France had ended its own, Spain gave up its"
     " protectorate."),
    ("2025-04-20", "Saudi Arabia and Iran. When BRICS issued its invitations at its summit in Johannesburg in August"
     " 2023, Iran was to take its seat on the following New Year's Day."),
    ("2024-06-17", "Russia and Ukraine. NATO's leaders meet in July. Talks in Istanbul in the spring of 2022 came to"
     " nothing."),
    ("2013-06-17", "France and Britain. Twenty years later de Gaulle said no to Britain's entry into the Common Market,"
     " and in 1967 he said it again."),
    ("2022-06-17", "Russia and Ukraine. In May 1997 Boris Yeltsin and Leonid Kuchma signed a treaty of friendship in"
     " Kyiv."),
    ("2026-02-10", "Egypt and Turkey. Recep Tayyip Erdogan signed the paper along with Donald Trump, the Egyptian"
     " president and the emir of Qatar."),
    ("2022-11-10", "Australia and Japan. Menzies's government signed a commerce agreement with Tokyo sixty-five years"
     " ago, in July 1957."),
    ("1998-11-10", "Chile and Britain. General Augusto Pinochet, who ruled Chile for 17 years until 1990, was held in"
     " London."),
    ("2025-03-10", "Poland and Ukraine. The pact was signed on July 8, 2024, one day before NATO's leaders sat down"
     " in Washington."),
    ("2025-06-10", "Italy and France. Meloni stayed away when the French president, Keir Starmer, Friedrich Merz and"
     " Donald Tusk went to Kyiv."),
    ("2025-06-10", "Germany and the United States. The Federal Republic joined NATO in 1955, six years after the"
     " alliance was founded in Washington."),
    ("2025-10-30", "Malaysia and Indonesia. ASEAN met. Timor-Leste was admitted as the eleventh member, the first"
     " newcomer since Cambodia in 1999."),
    ("2025-10-30", "Kenya and Somalia. A sack used to bring 10,000 shillings and now brings 12,500. At a rate of about"
     " 129 shillings to the dollar, that is some 97 dollars."),
    ("2025-12-12", "Germany and China. China entered the World Trade Organization in 2001, with Germany among its loud"
     " supporters."),
    ("2016-02-12", "Britain and China. David Cameron took him for a pint; George Osborne, his chancellor, beamed."),
    ("2004-08-02", "Germany and Poland. It is ten years since a German president, Roman Herzog, came to Warsaw."),
]  # fmt: skip


def contradicted(day: str, text: str) -> list[str]:
    found = check(Document(text, published=dt.date.fromisoformat(day)))
    return [finding.claim for finding in found if finding.verdict == "contradicted"]


@pytest.mark.parametrize(("day", "text", "right", "wrong"), [*HOLDERS, *GROUPS, *YEARS, *MONEY])
def test_what_is_so_passes_and_what_is_not_is_contradicted(day: str, text: str, right: str, wrong: str) -> None:
    assert contradicted(day, text.replace("{}", right)) == []
    assert contradicted(day, text.replace("{}", wrong)) != []


@pytest.mark.parametrize(("day", "text"), TRUE)
def test_what_only_looks_wrong_is_not_contradicted(day: str, text: str) -> None:
    assert contradicted(day, text) == []
