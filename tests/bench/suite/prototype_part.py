"""The project's own prototype, where its folder is beside the sources: it handles only ASCII, so it and we get that.

Its "pass" repeats one file with an empty cache and takes the best of five, its "cold" clears a cache of 512 KiB
before each 4 KiB: the first is kinder than ours, the second is harsher.
"""
import os
import re
import subprocess

from suite import inputs
from suite.cells import Cell
from suite.library_parts import ascii_only
from suite.processes import Absent
from suite.setup import ROOT, WORK

SOURCE = ROOT.parent / "shared" / "prototypes" / "encode_proto.cpp"
TEXTS = {"prose", "code", "enwik"}

SCAN = re.compile(r"^\S+ len (\d+) pieces \d+ scan512 ([\d.]+) GB/s", re.MULTILINE)
MERGE = re.compile(r"^  enc4 SIMT same (\d): warm ([\d.]+) MB/s.* pass ([\d.]+) MB/s.* cold4K ([\d.]+) MB/s",
                   re.MULTILINE)


def build():
    program = WORK / "encode_proto"
    if not program.exists() or program.stat().st_mtime < SOURCE.stat().st_mtime:
        subprocess.run(["g++", "-O3", "-std=c++20", "-march=native", "-w", "-include", "array", SOURCE, "-o", program,
                        "-lpcre2-8"], check=True)
    return program


def seconds(text, state):
    """What it takes for one pass over the file: lookup and merging, and the scan, which it times apart."""
    size, scan = SCAN.search(text).groups()
    same, *rates = MERGE.search(text).groups()
    rate = float(rates[["warm", "pass", "cold"].index(state)])
    return int(size), int(size) / 1e6 / rate + int(size) / 1e9 / float(scan), same == "1"


def run(setup, program, files):
    cells = []
    with inputs.working_folder(0) as folder:
        (folder / "tiktoken.model").symlink_to(setup.kimi / "tiktoken.model")
        for file in files:
            done = subprocess.run([program, file], cwd=folder, capture_output=True, text=True,
                                  preexec_fn=lambda: os.sched_setaffinity(0, setup.one))
            if done.returncode != 0:
                raise Absent(f"the prototype ends with status {done.returncode}")
            for state in ("cold", "pass", "warm"):
                size, needed, same = seconds(done.stdout, state)
                cell = Cell("prototype", state, file.stem, size, seconds=[needed])
                cell.ids = "same" if same else "different"
                cells.append(cell)
    return cells


def prototype(setup, files, options, say):
    if not SOURCE.exists():
        say(f"{SOURCE} is not there")
        return []
    files = [file for file in files if file.stem in TEXTS]
    if not files:
        return []
    try:
        theirs = run(setup, build(), files)
    except (Absent, subprocess.CalledProcessError, AttributeError) as reason:
        say(f"left out: {reason}")
        return []
    ours = ascii_only(setup, files, options.rounds, say)
    for cell in ours:
        cell.input = cell.input.removeprefix("ascii-")
    return ours + theirs
