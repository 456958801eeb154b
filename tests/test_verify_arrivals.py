"""Since when somebody is in office, of which time a title is told, and where groups meet and who chairs them."""

from __future__ import annotations

import datetime as dt

import pytest

from detente.records import Document
from detente.verify import check

CONTRADICTED = """
    2023-11-02 | Anthony Albanese, in office since September 2021, was shown the harbour before lunch.
    2022-03-14 | The guest was Olaf Scholz. In office only since October 8, he had not been there before.
    2024-09-30 | Britain has a new tenant in Downing Street. Keir Starmer, who has held that post since May, wants \
peace with Brussels.
    2025-02-11 | Friends of Claudia Sheinbaum laughed. The former mayor, who took office in June 2024, did not.
    2024-07-25 | It was signed by Rishi Sunak, three weeks into the British premiership, without a word.
    2017-02-20 | Rex Tillerson listened. John Kerry, three weeks into the job, had asked for the meeting.
    2020-06-03 | Angela Merkel, who governed from 2001 to 2017, could have told them so.
    2023-08-10 | Evo Morales, who has governed Bolivia since 2020, sent a telegram.
    2024-03-05 | Penny Wong, who has had the foreign ministry since 2019, answered in writing.
    2022-10-12 | Jakarta has heard it before. Yoshihide Suga, a fortnight into the premiership, said it again.
    2021-05-20 | Mike Pompeo, Biden's secretary of state, was asked about the pipeline.
    2024-02-20 | Stephane Sejourne, the French foreign minister, was in Sofia. Heiko Maas, his German colleague, \
rang him in the evening.
    2024-11-20 | Frank-Walter Steinmeier, head of state since 2013, spoke last.
    2024-09-20 | Foreign Minister Yoshimasa Hayashi took the call in Tokyo. It had been easier in March 2023, when \
tea was served.
    2024-06-12 | Premier Li Keqiang, who was reported to have been moved by a visit in April 2021, opened the fair \
on Tuesday.
    2025-06-05 | Berlin has not moved. Foreign Minister Annalena Baerbock said on Tuesday that prices had risen \
since March.
    2024-10-02 | Hun Sen, who led the kingdom for four decades and now presides over the National Assembly, was not \
asked. \
Cambodia went its way.
    2024-12-20 | Laos was glad to be rid of it. The gavel of ASEAN went to the Philippines at the end of the year.
    2024-10-25 | At Kazan they shook hands; then Vladimir Putin passed the rotating chair of BRICS to South Africa.
    2022-11-10 | On Tuesday the leaders of the G20 meet in Jakarta, where the streets have been swept.
    2024-06-10 | On Thursday the G7 summit opens in Milan, and the airport has been closed.
    2024-08-15 | NATO has a long memory. It goes back to the Vilnius summit last July, when nobody would be \
photographed first.
    2023-03-20 | The five members of the Quad's rival, namely Canada and Japan, were not there; of the Quad, namely \
India, Japan, \
Australia and Canada, three were.
    2024-11-30 | In Kyiv they remember December 1996, when George W. Bush and Leonid Kuchma signed the joint statement.
"""

LET_BE = """
    2023-11-02 | Anthony Albanese, in office since May 2022, was shown the harbour before lunch.
    2022-03-14 | The guest was Olaf Scholz. In office only since December 8, he had not been there before.
    2024-09-30 | Britain has a new tenant in Downing Street. Keir Starmer, who has held that post since July, wants \
peace with Brussels.
    2025-02-11 | Friends of Claudia Sheinbaum laughed. The former mayor, who took office in October 2024, did not.
    2024-07-25 | It was signed by Keir Starmer, three weeks into the British premiership, without a word.
    2020-06-03 | Gerhard Schroeder, who governed from 1998 to 2005, could have told them so.
    2023-08-10 | Luis Arce, who has governed Bolivia since 2020, sent a telegram.
    2024-03-05 | Penny Wong, who has had the foreign ministry since 2022, answered in writing.
    2025-06-22 | In office only since June 4, he met Shigeru Ishiba on the margins. Lee Jae-myung had asked for it.
    2021-05-20 | Antony Blinken, Biden's secretary of state, was asked about the pipeline.
    2024-11-20 | Frank-Walter Steinmeier, head of state since 2017, spoke last.
    2024-09-20 | In April 2023 Foreign Minister Yoshimasa Hayashi went to Beijing. Tea was served.
    2024-09-20 | It began in April 2023. Foreign Minister Yoshimasa Hayashi went to Beijing and was served tea.
    2024-06-12 | Premier Li Qiang, who was reported to have been moved by a visit in April 2021, opened the fair on \
Tuesday.
    2024-10-02 | Hun Sen, who led the kingdom for four decades and now presides over the Senate, was not asked. \
Cambodia went its way.
    2024-12-20 | Laos was glad to be rid of it. The gavel of ASEAN went to Malaysia at the end of the year.
    2022-11-10 | On Tuesday the leaders of the G20 meet in Bali, where the streets have been swept.
    2024-06-10 | On Thursday the G7 summit opens in Fasano, and the airport has been closed.
    2024-08-15 | NATO has a long memory. It goes back to the Washington summit last July, when nobody would be \
photographed first.
    2023-12-05 | The shoal lies some 120 nautical miles west of Luzon.
"""


def _verdicts(line: str) -> list[str]:
    day, text = (part.strip() for part in line.split("|", 1))
    return [finding.verdict for finding in check(Document(text, None, dt.date.fromisoformat(day)))]


def _lines(block: str) -> list[str]:
    return [line.strip() for line in block.strip().splitlines()]


@pytest.mark.parametrize("line", _lines(CONTRADICTED))
def test_what_the_record_has_otherwise_is_contradicted(line: str) -> None:
    assert "contradicted" in _verdicts(line)


@pytest.mark.parametrize("line", _lines(LET_BE))
def test_what_the_record_has_so_is_not(line: str) -> None:
    assert "contradicted" not in _verdicts(line)
