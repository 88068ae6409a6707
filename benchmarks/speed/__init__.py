"""Full-text engines side by side on made-up Bulgarian news.

vocabulary → corpus → queries      what is searched and asked; the same for every engine
engines/                           one engine a file: build, open, run
run                                each run in a process of its own, engines alternating by rounds
report                             medians, ratios (geometric means), agreement of the answers

    python -m benchmarks.speed --help
"""
