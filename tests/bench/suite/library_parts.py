"""The parts that are measured inside a process that stays alive: encoding in four states, counting, decoding."""
import hashlib

from suite import inputs
from suite.cells import Cell, interleave
from suite.processes import Absent
from suite.tools import OTHER_VOCABULARY, OURS, REFERENCE, TOOLS, drivers

ENCODING = ["cold", "pass", "warm", "whole"]
OTHERS = ["count", "decode"]


class Reference:
    """What is right: tiktoken's ids of the pieces or of the whole file, and after decoding the file itself."""

    def __init__(self, driver):
        self.driver = driver
        self.answers = {}

    def answer(self, action, path):
        if (action, path) not in self.answers:
            self.answers[action, path] = self.driver.ask(action, path)
        return self.answers[action, path]

    def judge(self, cell, answer, path):
        if cell.state == "decode":
            cell.judge(answer.digest, hashlib.sha256(path.read_bytes()).hexdigest())
        elif cell.tool in OTHER_VOCABULARY:
            cell.judge(answer.digest, None)
        elif cell.state == "count":  # there are no ids, only their number
            right = self.answer("whole", path).tokens
            cell.judge(answer.digest, answer.digest if answer.tokens == right else "of another number")
        else:
            cell.judge(answer.digest, self.answer("whole" if cell.state == "whole" else "pass", path).digest)


def measure(setup, files, states, rounds, say, tools=TOOLS):
    """A cell for each tool, state and file. Needs those of us and of the reference to start."""
    started, absent = drivers(setup)
    if OURS not in started or REFERENCE not in started:
        raise Absent(absent.get(OURS) or absent.get(REFERENCE))
    paths = {file.stem: file for file in files}
    cells = [Cell(tool, state, name, path.stat().st_size)
             for name, path in paths.items() for state in states for tool in tools]

    def ask(cell):
        return started[cell.tool].ask(cell.state, paths[cell.input])

    def once(cell):
        answer = ask(cell)
        return answer.seconds, answer.digest

    say("checking ids")
    reference = Reference(started[REFERENCE])
    for cell in cells:
        try:
            if cell.tool in absent:
                raise Absent(absent[cell.tool])
            if cell.state == "warm":
                started[cell.tool].ask("pass", paths[cell.input])
            answer = ask(cell)
        except Absent as reason:
            cell.give_up(reason)
            continue
        reference.judge(cell, answer, paths[cell.input])
    interleave(cells, rounds, once, say)
    for driver in started.values():
        driver.close()
    return cells


def encode(setup, files, options, say):
    return measure(setup, files, ENCODING, options.rounds, say)


def decode(setup, files, options, say):
    return measure(setup, files, OTHERS, options.rounds, say)


def ascii_only(setup, files, rounds, say):
    """Our times on the ASCII part of the files, for what handles nothing else."""
    with inputs.working_folder(sum(file.stat().st_size for file in files)) as folder:
        texts = [inputs.only_ascii(file, folder) for file in files]
        return measure(setup, texts, ["cold", "pass", "warm"], rounds, say, tools=[OURS])
