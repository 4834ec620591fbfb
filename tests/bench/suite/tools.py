"""The tools that are compared, in the order in which results show them."""
from suite.processes import Absent, Driver
from suite.setup import PEERS

OURS = "kimitok"
REFERENCE = "tiktoken"
TOOLS = [OURS, "gigatoken", "quicktok", "tiktoken", "tokenizers"]
OTHER_VOCABULARY = {"quicktok"}
TITLES = {"quicktok": "quicktok (o200k)"}

# One thread, whatever the processors.
ALONE = {"TOKENIZERS_PARALLELISM": "false", "RAYON_NUM_THREADS": "1"}


def title(tool):
    return TITLES.get(tool, tool)


def driver_command(tool, setup):
    if tool == OURS:
        return [setup.bench, setup.kimi]
    if setup.versions[tool] is None:
        raise Absent("it is not installed")
    script = [setup.python, PEERS / f"{tool}_driver.py"]
    given = {"tokenizers": [setup.json], "quicktok": [], "gigatoken": [setup.kimi, *setup.gigatoken_cold]}
    return [*script, *given.get(tool, [setup.kimi])]


def drivers(setup):
    """A driver for each tool, on one processor; those that do not start are answered for in the second result."""
    started, absent = {}, {}
    for tool in TOOLS:
        try:
            started[tool] = Driver(driver_command(tool, setup), setup.one, ALONE)
        except Absent as reason:
            absent[tool] = str(reason)
    return started, absent
