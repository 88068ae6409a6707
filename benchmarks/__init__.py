"""Measures of the product against peers and against marked data; no part of what is installed.

entry.py    the product's functions under the names that outside measures call
speed/      the speed benchmark: engines side by side on a made-up archive of Bulgarian news

Timings live here and never in tests, and are quoted as ratios of alternating runs.
"""
