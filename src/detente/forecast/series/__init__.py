"""Forecasts of anyone's series: `unique_id, ds, y` in, the published model with its intervals and its record out.

flows        the net flow of a pair as series
table        a CSV or a frame -> series, checked
climatology, level, statespace   the forecasters, one interface: quantiles at every origin
conformal    intervals that hold what they promise
choosing     the model that has won on past outcomes, else climatology
forecasting  the forecast;  backtest, skill: the record
"""

from detente.forecast.series.backtest import Backtest, backtest, sees_future
from detente.forecast.series.flows import net_flow
from detente.forecast.series.forecasting import Forecast, Published, forecast
from detente.forecast.series.table import Series, read_series, series_of

__all__ = [
    "Backtest",
    "Forecast",
    "Published",
    "Series",
    "backtest",
    "forecast",
    "net_flow",
    "read_series",
    "sees_future",
    "series_of",
]
