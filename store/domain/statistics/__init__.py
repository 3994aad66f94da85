"""Figures and verdicts in pure Python: what is measured, compared, and how far it can be believed.

`measures`, `aggregates` and `intervals` make figures; `planning` plans a test and says what it can
see, `overlap` and `cautions` what stands in its way, `decision` reads
it; `control_chart` names signals, `momentum` and `bottleneck` add up.
"""
