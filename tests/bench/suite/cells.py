"""What is measured: a cell holds the times of one tool doing one thing, and whether its ids were right."""
import statistics
from dataclasses import asdict, dataclass, field

from suite.processes import Absent

SAME = "same"  # as tiktoken's
DIFFERENT = "different"
OTHER = "other vocabulary"  # nothing to compare with
ABSENT = "absent"


@dataclass
class Cell:
    tool: str
    state: str
    input: str
    bytes: int
    ids: str = SAME
    seconds: list = field(default_factory=list)
    why_absent: str = ""
    peak_bytes: int = 0
    encoding_seconds: list = field(default_factory=list)  # of a command that tells: without start and output
    digest: str = ""

    def judge(self, digest, expected):
        """Takes the first ids of this cell, before any is timed. `expected` is None if there is no reference."""
        self.digest = digest
        if expected is None:
            self.ids = OTHER
        else:
            self.ids = SAME if digest == expected else DIFFERENT

    def add(self, seconds, digest):
        self.seconds.append(seconds)
        if digest != self.digest:
            self.ids = DIFFERENT

    def give_up(self, reason):
        self.ids, self.why_absent, self.seconds = ABSENT, str(reason), []

    @property
    def present(self):
        return self.ids != ABSENT

    def as_json(self):
        return asdict(self)

    @classmethod
    def from_json(cls, value):
        return cls(**value)


def megabytes_per_second(cell, seconds=None):
    """At the median of the times, or at `seconds`."""
    return cell.bytes / (statistics.median(cell.seconds) if seconds is None else seconds) / 1e6


def quartiles(numbers):
    if len(numbers) < 2:
        return numbers[0], numbers[0]
    low, _, high = statistics.quantiles(numbers, n=4, method="inclusive")
    return low, high


def interleave(cells, rounds, once, say):
    """Times `once(cell)`, which returns (seconds, digest), for each cell in turn, `rounds` times over."""
    for done in range(rounds):
        say(f"round {done + 1} of {rounds}")
        for cell in cells:
            if not cell.present:
                continue
            try:
                cell.add(*once(cell))
            except Absent as reason:
                cell.give_up(reason)
