"""Answers as charts, drawn by Vega-Lite."""
