"""The version of tokens and stems: an index made by another one must be rebuilt."""

__all__ = ["ANALYSIS_VERSION"]

ANALYSIS_VERSION = "1"
