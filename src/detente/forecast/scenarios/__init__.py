"""What if: the paths of a relationship given an act that has not happened, beside the paths without it.

asking    `CONSULT:leader@2026-11` -> what is supposed, and which past acts are like it
reading   a table of acts -> events
panel     events of many pairs -> a series and the marks of such acts for each pair
baseline  the local level's joint forecast of the coming periods, and what it forecast at every past origin
kernel    what followed such acts, in all pairs and in this one, partially pooled; placebo dates
outlook   the paths, the named outcomes, and what must be said with them
"""

from detente.forecast.scenarios.asking import Supposed, parse, with_leaders
from detente.forecast.scenarios.outlook import Outlook, outlook
from detente.forecast.scenarios.reading import read_events

__all__ = ["Outlook", "Supposed", "outlook", "parse", "read_events", "with_leaders"]
