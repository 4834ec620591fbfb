#!/usr/bin/env python3
"""Prints how long whole runs of kimitok take from spawn to exit, where there is next to nothing to do.

    tests/bench/start_up.py [--rounds N] [--peer COMMAND]... MODEL PROGRAM [PROGRAM...]

MODEL is a tokenizer's folder. Each round runs every command of every PROGRAM once, and every COMMAND (words, as a shell
splits them; it gets "hi" as standard input), so that what else the machine does strikes all of them. Beside them runs a
C program that does nothing, which is what any process costs, if there is a C compiler.

Not a test: times depend on the machine.
"""

import argparse
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

COMMANDS = {
    "--version": ["--version"],
    "encode hi": ["encode"],
    "count": ["count"],
    "inspect": ["inspect"],
}


def run(words, env):
    """Milliseconds. Without Python's subprocess, which would be most of them."""
    reader, writer = os.pipe()
    os.write(writer, b"hi\n")
    os.close(writer)
    actions = [(os.POSIX_SPAWN_DUP2, reader, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    begun = time.perf_counter()
    process = os.posix_spawnp(words[0], words, env, file_actions=actions)
    status = os.waitpid(process, 0)[1]
    taken = 1000 * (time.perf_counter() - begun)
    os.close(reader)
    if status != 0:
        sys.exit(f"{shlex.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return taken


def nothing(directory):
    """The words of a program that does nothing; none without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    source, program = directory / "nothing.c", directory / "nothing"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run([compiler, "-O2", source, "-o", program], check=True)
    return [str(program)]


def commands(args, directory):
    """(name, words) of each command."""
    bare = nothing(directory)
    named = [("a process that does nothing", bare)] if bare else []
    for name, words in COMMANDS.items():
        for program in args.programs:
            label = name if len(args.programs) == 1 else f"{name}: {program}"
            named.append((label, [str(pathlib.Path(program).resolve()), *words]))
    return named + [(peer, shlex.split(peer)) for peer in args.peer]


def main(args):
    with tempfile.TemporaryDirectory(prefix="kimitok-bench-") as directory:
        named = commands(args, pathlib.Path(directory))
        env = os.environ | {"KIMITOK_MODEL": str(args.model.resolve())}
        times = [[] for _ in named]
        for _ in range(args.rounds):
            for taken, (_, words) in zip(times, named):
                taken.append(run(words, env))
    width = max(len(name) for name, _ in named)
    print(f"{'ms':{width}}  {'median':>8} {'10th of 100':>12} {'least':>8}")
    for taken, (name, _) in zip(times, named):
        tenth = sorted(taken)[len(taken) // 10]
        print(f"{name:{width}}  {statistics.median(taken):8.2f} {tenth:12.2f} {min(taken):8.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--peer", action="append", default=[])
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("programs", nargs="+")
    main(parser.parse_args())
