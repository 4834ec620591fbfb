#!/usr/bin/env python3
"""Prints how fast kimitok encodes texts made to be as slow as can be, and how much memory it takes.

    tests/bench/worst_case.py PROGRAM MODEL [--megabytes N] [--chunking kimi,none] [--only NAMES]

PROGRAM is kimitok, MODEL a folder with a Kimi vocabulary. Each text is one run that no rule splits into words, or
that makes merging awkward; with --chunking none most are a single piece. Texts are made anew, the same each time.
Not a test: times depend on the machine.
"""

import argparse
import os
import pathlib
import platform
import random
import string
import subprocess
import sys
import tempfile
import time

SEED_BYTES = 4_000_000  # of what does not repeat; longer texts repeat it


def random_of(characters):
    def make(rng):
        each = sum(len(c.encode()) for c in characters) / len(characters)
        return "".join(rng.choices(characters, k=int(SEED_BYTES / each))).encode()
    return make


def repeated(text):
    return lambda rng: text.encode() * (SEED_BYTES // len(text.encode()))


def span(first, last):
    return [chr(c) for c in range(first, last + 1)]


def fibonacci(rng):
    shorter, word = b"b", b"a"
    while len(word) < SEED_BYTES:
        shorter, word = word, word + shorter
    return word


def runs_of_a(rng):
    return b"".join(b"a" * rng.randint(1, 40) + b"b" for _ in range(SEED_BYTES // 21))


TEXTS = {
    "spaces": repeated(" "),
    "newlines": repeated("\n"),
    "spaces and newlines": random_of(list(" \n")),
    "blanks of all kinds": random_of(list(" \t\n\r\v\f\u00A0\u2003\u3000")),
    "a": repeated("a"),
    "ab": repeated("ab"),
    "runs of a": runs_of_a,
    "Fibonacci word": fibonacci,
    "random a b": random_of(list("ab")),
    "random letters": random_of(list(string.ascii_lowercase)),
    "random letters of both cases": random_of(list(string.ascii_letters)),
    "base64": random_of(list(string.ascii_letters + string.digits + "+/")),
    "random digits": random_of(list(string.digits)),
    "=": repeated("="),
    "random punctuation": random_of(list(string.punctuation)),
    "'s": repeated("'s"),
    "\u00E9": repeated("\u00E9"),
    "random Latin": random_of(span(0xC0, 0xD6) + span(0xE0, 0xF6)),
    "random Cyrillic": random_of(span(0x430, 0x44F)),
    "one Han character": repeated("\u7684"),
    "random Han": random_of(span(0x4E00, 0x9FA5)),
    "random common Han": random_of(list("\u7684\u4E00\u662F\u4E0D\u4E86\u4EBA\u6211\u5728\u6709\u4ED6\u8FD9\u4E2D\u5927\u6765\u4E0A\u56FD")),
    "random Hangul": random_of(span(0xAC00, 0xD7A3)),
    "random kana": random_of(span(0x3041, 0x3093) + span(0x30A1, 0x30F3)),
    "random Thai": random_of(span(0xE01, 0xE2E)),
    "one emoji": repeated("\U0001F600"),
    "random emoji": random_of(span(0x1F600, 0x1F64F)),
    "random code points": random_of([c for c in span(0x20, 0xFFFF) if not 0xD800 <= ord(c) < 0xE000]),
    "random bytes": lambda rng: rng.randbytes(SEED_BYTES),
    "continuation bytes": lambda rng: b"\x80" * SEED_BYTES,
}
ILL_FORMED = {"random bytes", "continuation bytes"}


def measured(command):
    """Seconds from start to end, seconds of processor, and the most memory held, in bytes."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(command)}: status {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, 1024 * usage.ru_maxrss


def command_for(program, model, name, chunking, path):
    invalid = ["--invalid-utf8", "bytes"] if name in ILL_FORMED else []
    return [program, "encode", "-m", model, "--to", "u32", "-j", "1", "--chunking", chunking, *invalid, path]


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("model")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--chunking", default="kimi,none")
    parser.add_argument("--only", help="names of texts, separated by commas")
    arguments = parser.parse_args()
    names = arguments.only.split(",") if arguments.only else list(TEXTS)
    if unknown := set(names) - set(TEXTS):
        sys.exit(f"no such text: {', '.join(sorted(unknown))}; there are: {', '.join(TEXTS)}")

    version = subprocess.run([arguments.program, "--version"], capture_output=True, text=True, check=True).stdout
    print(f"{version.splitlines()[0]}; {processor()}; {platform.system()} {platform.release()}; "
          f"load {os.getloadavg()[0]:.1f}")
    print(" ".join(command_for(arguments.program, arguments.model, "", "CHUNKING", "FILE")))
    print(f"{arguments.megabytes} MB of each; MB/s from start to end of the process, of its time on a processor, "
          f"and its memory in bytes for each byte of the text\n")
    chunkings = arguments.chunking.split(",")
    print(f"{'':30}" + "".join(f"{chunking + ': MB/s':>14}{'processor':>11}{'memory':>8}" for chunking in chunkings))

    size = arguments.megabytes * 1_000_000
    slowest = {}
    with tempfile.TemporaryDirectory(prefix="kimitok-bench-") as directory:
        path = f"{directory}/text"
        for name in names:
            seed = TEXTS[name](random.Random(1))
            text = seed * (size // len(seed)) + seed[:size % len(seed)]
            if name not in ILL_FORMED:
                text = text.decode(errors="ignore").encode()  # the last character may have been cut
            pathlib.Path(path).write_bytes(text)
            line = f"{name:30}"
            for chunking in chunkings:
                wall, cpu, memory = measured(
                    command_for(arguments.program, arguments.model, name, chunking, path))
                rate = len(text) / 1e6 / wall
                line += f"{rate:14.1f}{len(text) / 1e6 / cpu:11.1f}{memory / len(text):8.1f}"
                slowest[chunking] = min(slowest.get(chunking, (rate, name)), (rate, name))
            print(line, flush=True)
    for chunking, (rate, name) in slowest.items():
        print(f"slowest with --chunking {chunking}: {rate:.1f} MB/s, {name}")


if __name__ == "__main__":
    main()
