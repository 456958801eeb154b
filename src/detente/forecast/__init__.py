"""What comes next, and how sure it is: series, event questions, links, scenarios and the ledger of forecasts."""
