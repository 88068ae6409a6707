"""The fields of an article, a file for each: proposals from the evidence, and one choice."""
