"""What somebody asked for and is not there (or no longer), said in a sentence of its own."""

from __future__ import annotations


class Missing(Exception):
    """Answered with status 404, or 410 for what was there and is lost.

    Args:
        message: one sentence, in the language of the request.
        advice: what to do about it, in one sentence.
        code: for programs.
    """

    def __init__(
        self, message: str, advice: str, *, status: int = 404, code: str = "not_found"
    ) -> None:
        super().__init__(message)
        self.message, self.advice, self.status, self.code = message, advice, status, code
