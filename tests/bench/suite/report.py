"""From cells to RESULTS.md, plots, and the numbers in README.md."""
import math
import statistics

from suite import estimates, plot
from suite.cells import DIFFERENT, OTHER, Cell, megabytes_per_second, quartiles
from suite.tools import OURS, TOOLS, title

STATES = {
    "cold": "Cold: a state that has seen no text for each 4 KiB",
    "pass": "Pass: one state over the stream of 4 KiB pieces",
    "warm": "Warm: the same stream again",
    "whole": "Whole file, in one call",
    "count": "Count: how many tokens a whole file has",
    "decode": "Decode: the ids of a whole file to its text",
}
PLOTS = {"cold": "Encoding, cold: a fresh state for each 4 KiB, one thread",
         "pass": "Encoding, pass: one state over new text in 4 KiB pieces, one thread",
         "warm": "Encoding, warm: the same text again, one thread",
         "whole": "Encoding a whole file in one call, one thread",
         "decode": "Decoding a whole file, one thread"}

INTRODUCTION = """# Results

Written by `tests/bench/compare`, never by hand. MB/s are millions of bytes of text a second at the median of all
rounds; in brackets are the quartiles. **n×** says that kimitok is n times as fast. All tools ran on the same pinned
processor, in turns (A B C, A B C, ...). Before anything was timed the ids of each cell were compared with tiktoken's:

- `≠` marks a cell whose ids differ from tiktoken's;
- `≈` marks an estimate, which was not measured;
- `–` marks what a tool cannot do; the reasons are below the table;
- quicktok cannot load Kimi's vocabulary and runs with `o200k_base`, the nearest it has: its ids cannot be compared.

The states: *cold* is a state that has seen no text for each piece of 4 KiB; *pass* one such state over the whole
stream of pieces; *warm* the same stream again with the state that pass left. kimitok's tables are ready before
timing (`Tokenizer::prepare`), and a fresh state is a new `EncodeStream`. Pieces are too short for the cuts of
Moonshot's wrapper to fall in them; whole files are encoded without those cuts in all tools (`Chunking::none`), since
the others do not make them, while the commands below run as by default, kimitok with the cuts, and its ids are
compared with those of tiktoken on the parts that the wrapper makes.

gigatoken's cache can be neither cleared nor copied from Python. Its *cold* is measured in Rust, where a fresh state
takes a tenth of a second to make, on some pieces spread over the text; each counts with the shorter of two times, one
right after its state was made and one after that state has answered for other pieces that it knows from the beginning
(`peers/gigatoken_cold`).
"""


class Table:
    """The cells of one state: a row for each input, a column for each tool.

    `ours` maps a tool to the column that it is compared with; by default that is the first.
    """

    def __init__(self, cells, tools, ours=None):
        self.tools = [tool for tool in tools if any(cell.tool == tool for cell in cells)]
        self.inputs = list(dict.fromkeys(cell.input for cell in cells))
        self.cells = {(cell.input, cell.tool): cell for cell in cells}
        self.estimated = {}
        self.ours = ours or dict.fromkeys(self.tools, self.tools[0])

    def estimate(self, input, tool, rate):
        if rate is not None:
            self.estimated[input, tool] = rate

    def rate(self, input, tool):
        """None if there is none; estimates count."""
        cell = self.cells.get((input, tool))
        if cell is not None and cell.seconds:
            return megabytes_per_second(cell)
        return self.estimated.get((input, tool))

    def is_estimate(self, input, tool):
        cell = self.cells.get((input, tool))
        return (cell is None or not cell.seconds) and (input, tool) in self.estimated

    def ratio(self, input, tool):
        ours, theirs = self.rate(input, self.ours[tool]), self.rate(input, tool)
        return ours / theirs if ours and theirs and tool != self.ours[tool] else None

    def text(self, input, tool):
        rate = self.rate(input, tool)
        if rate is None:
            return "–"
        ratio = self.ratio(input, tool)
        times = f" **{ratio:.2f}×**" if ratio else ""
        if self.is_estimate(input, tool):
            return f"≈ {plot.number(rate)}{times}"
        cell = self.cells[input, tool]
        slow, fast = (megabytes_per_second(cell, s) for s in reversed(quartiles(cell.seconds)))
        mark = "≠ " if cell.ids == DIFFERENT else ""
        return f"{mark}{plot.number(rate)} ({plot.number(slow)}–{plot.number(fast)}){times}"

    def mean_ratio(self, tool):
        """The geometric mean over the inputs; None if one is missing."""
        ratios = [self.ratio(input, tool) for input in self.inputs]
        return None if None in ratios else math.exp(statistics.fmean(map(math.log, ratios)))

    def rows(self, head="MB/s"):
        yield f"| {head} | " + " | ".join(map(title, self.tools)) + " |"
        yield "|---|" + "---:|" * len(self.tools)
        for input in self.inputs:
            yield f"| {input} | " + " | ".join(self.text(input, tool) for tool in self.tools) + " |"
        if len(self.inputs) > 1:
            means = map(self.mean_ratio, self.tools)
            yield "| geometric mean | " + " | ".join("" if m is None else f"**{m:.2f}×**" for m in means) + " |"

    def reasons(self):
        why = {(tool, cell.why_absent): None for (_, tool), cell in self.cells.items() if cell.why_absent}
        for tool, reason in why:
            yield f"{title(tool)}: {reason}."

    def plot(self, heading):
        groups = [(input, {title(tool): (self.rate(input, tool), self.is_estimate(input, tool))
                           for tool in self.tools if self.rate(input, tool)}) for input in self.inputs]
        return plot.bars(heading, "MB/s", list(map(title, TOOLS)), groups)


def tables(cells):
    """A table for each state, in order."""
    made = {state: Table([cell for cell in cells if cell.state == state], TOOLS)
            for state in STATES if any(cell.state == state for cell in cells)}
    if "cold" in made and "pass" in made:
        for input in made["cold"].inputs:
            measured = made["pass"].rate(input, "gigatoken")
            if measured and not made["cold"].rate(input, "gigatoken"):
                made["cold"].estimate(input, "gigatoken", estimates.cold_rate(input, measured))
    return made


def library_lines(cells):
    for state, table in tables(cells).items():
        yield f"### {STATES[state]}\n"
        yield from table.rows()
        yield ""
        if table.estimated:
            yield ("gigatoken's estimates are its measured pass times the ratio of cold to pass that "
                   "actual-computer/toks publishes for it (docs/bench/e2e.md at 245cc5c, Zen 5).\n")
        yield from (line + "\n" for line in table.reasons())


def command_table(cells):
    """The tools with their threads are the columns."""
    ours = {f"{cell.tool}, {cell.state}": f"{OURS}, {cell.state}" for cell in cells}
    named = [Cell.from_json({**cell.as_json(), "tool": f"{cell.tool}, {cell.state}"}) for cell in cells]
    return Table(named, list(ours), ours)


def command_lines(cells):
    table = command_table(cells)
    yield from table.rows()
    yield ""
    yield from (line + "\n" for line in table.reasons())
    yield from (f"{tool}: one run only.\n" for tool in runs_once(cells))
    yield "Seconds from spawn to exit, and the highest memory:\n"
    yield "| | tool | seconds | of them encoding | peak memory, MB |"
    yield "|---|---|---:|---:|---:|"
    for cell in cells:
        if cell.seconds:
            told = f"{statistics.median(cell.encoding_seconds):.3f}" if cell.encoding_seconds else ""
            yield (f"| {cell.input} | {cell.tool}, {cell.state} | {statistics.median(cell.seconds):.3f} | {told} | "
                   f"{cell.peak_bytes / 1e6:.0f} |")
    yield ""


def runs_once(cells):
    """Tools that have run less often than others."""
    most = max((len(cell.seconds) for cell in cells), default=0)
    return list(dict.fromkeys(cell.tool for cell in cells if 0 < len(cell.seconds) < most))


def start_lines(cells):
    yield "| | median, ms | quartiles | peak memory, MB |"
    yield "|---|---:|---:|---:|"
    for cell in cells:
        if cell.seconds:
            low, high = quartiles(cell.seconds)
            yield (f"| {cell.tool} | {1e3 * statistics.median(cell.seconds):.2f} | {1e3 * low:.2f}–{1e3 * high:.2f} | "
                   f"{cell.peak_bytes / 1e6:.0f} |")
        else:
            yield f"| {cell.tool} | – ({cell.why_absent}) | | |"
    yield ("\nThe image lies in a folder on a disk, as a user's does. The program that starts them has 10 MB itself, below\n"
           "which no memory can be seen.\n")


def prototype_lines(cells):
    for state in ("cold", "pass", "warm"):
        yield f"### {state}, ASCII parts\n"
        yield from Table([cell for cell in cells if cell.state == state], [OURS, "prototype"]).rows()
        yield ""
    yield ("The prototype's pass repeats one file with an empty cache (kinder than ours, which follows other text); "
           "its cold clears 512 KiB of cache before each piece (harsher).\n")


PARTS = {
    "encode": ("Encoding, one thread", library_lines),
    "decode": ("Counting and decoding, one thread", library_lines),
    "command": ("Whole commands: a file in, a file of 32-bit ids out", command_lines),
    "start": ("Start-up: one word, from spawn to exit", start_lines),
    "large": ("A large file: shuffled lines of all corpora", command_lines),
    "prototype": ("Beside the prototype", prototype_lines),
}


def machine_line(about):
    versions = ", ".join(f"{name} {version or 'absent'}" for name, version in about["versions"].items())
    return f"Machine: {about['cpu']}; {about['kernel']}. Versions: {versions}.\n"


def provenance_lines(about, newest):
    """Parts can come from several runs: each says which, and where and with what if that was not as in the newest."""
    yield (f"{about['date']}, commit `{about['commit']}`, rounds: {about['rounds']}, load at the start: "
           f"{about['load']}, command: `{about['command']}`\n")
    if machine_line(about) != machine_line(newest):
        yield machine_line(about)


def results(parts):
    """RESULTS.md. `parts`: name -> {about, cells}."""
    newest = max((part["about"] for part in parts.values()), key=lambda about: about["date"])
    lines = [INTRODUCTION, machine_line(newest)]
    for name, (heading, write) in PARTS.items():
        if parts.get(name, {}).get("cells"):
            lines += [f"## {heading}\n", *provenance_lines(parts[name]["about"], newest), *write(parts[name]["cells"])]
    return "\n".join(lines).rstrip() + "\n"


def plots(parts):
    """File name -> SVG."""
    made = {}
    for part in ("encode", "decode"):
        for state, table in tables(parts.get(part, {}).get("cells", [])).items():
            if state in PLOTS:
                made[f"{state}.svg"] = table.plot(PLOTS[state])
    if parts.get("large", {}).get("cells"):
        table = command_table(parts["large"]["cells"])
        values = [(tool, table.rate("large", tool)) for tool in table.tools if table.rate("large", tool)]
        made["large.svg"] = plot.lines("A large file to 32-bit ids: the whole command", "MB/s", values, OURS)
    start = [cell for cell in parts.get("start", {}).get("cells", []) if cell.seconds]
    if start:
        values = [(cell.tool, 1e3 * statistics.median(cell.seconds)) for cell in start]
        made["start.svg"] = plot.lines("Start-up: one word, from spawn to exit", "ms", values, OURS)
    return made


def readme_lines(parts):
    """What stands between the markers in README.md: the ratios, geometric means over the corpora."""
    made = tables(parts.get("encode", {}).get("cells", []))
    if not made:
        return ""
    about = parts["encode"]["about"]
    lines = ["| kimitok is faster than | " + " | ".join(map(title, TOOLS[1:])) + " |",
             "|---|" + "---:|" * len(TOOLS[1:])]
    for state, table in made.items():
        means = {tool: table.mean_ratio(tool) for tool in table.tools[1:]}
        guess = {tool for _, tool in table.estimated}
        shown = ["–" if means.get(tool) is None else ("≈ " if tool in guess else "") + f"{means[tool]:.1f}×"
                 for tool in TOOLS[1:]]
        lines.append(f"| {state} | " + " | ".join(shown) + " |")
    inputs = len(next(iter(made.values())).inputs)
    lines.append(f"\nGeometric means over {inputs} texts, one thread of {about['cpu']}, {about['date'][:10]}.")
    return "\n".join(lines)
