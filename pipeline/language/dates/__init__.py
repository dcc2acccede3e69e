"""Dates: expressions, calendars, tenses, and the day of publication.

`expressions` finds which of the `forms` stands at a word; `values` and `relative` say what it comes to, the
`calendar` counts days, `tense` and `component` tell from what."""
