"""Stances: what somebody thinks of another's place in an organisation.

A stance is who takes it (states, organisations, or a group by its words), on what (the bid of somebody for a
status in an organisation, as it was told or is named beside the stance) and which way (it supports or
opposes, has a condition or no opinion; a bid or an invitation may also be turned down, which nobody but those
two have a part in).

Who: `actors.py`. On what: `bids_meant.py`, and `taken_up.py` where the weights decide. Which way, and the
claim that comes of it: `stance.py`. What tells one by its construction alone: `attitudes.py` (the subject
of a word of favour or its contrary) and `others_bids.py` (favour had from others, a place that another
shall not have). What is only within one: `scope.py`. The older rules have frames of their own for stances
(`claims/rules/stances.py`); they propose, and give way to a construction."""
