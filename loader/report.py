"""Everything that is wrong with the input, gathered before anything is said about it."""

from __future__ import annotations

from allegata.errors import LoadError, Problem

__all__ = ["Report", "Sheet"]


class Report:
    """The problems found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, file: str, line: int, what: str, mend: str) -> None:
        """One more; ``line`` is 0 when the file as a whole is meant."""
        self.problems.append(Problem(file, line, what, mend))

    def conclude(self) -> None:
        """Do nothing when all is well.

        Raises:
            LoadError: there are problems; all of them.
        """
        if self.problems:
            raise LoadError(self.problems)


class Sheet:
    """One file while it is read.

    Attributes:
        file: its name, for the problems.
        whole: whether all its rows could be read. Where they could not, a reference to a row of this file may well be
            right, and nothing is said against it.
    """

    def __init__(self, file: str, report: Report) -> None:
        self.file = file
        self.whole = True
        self._report = report

    def wrong(self, line: int, what: str, mend: str) -> None:
        """Something is wrong in this line."""
        self._report.add(self.file, line, what, mend)

    def lose(self, line: int, what: str, mend: str) -> None:
        """Something is wrong in this line, and rows cannot be read because of it."""
        self.whole = False
        self.wrong(line, what, mend)
