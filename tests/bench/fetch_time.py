#!/usr/bin/env python3
"""Prints how long whole processes of kimitok fetch take, cold and cached, with a Hub on the same machine.

    tests/bench/fetch_time.py PROGRAM [ROUNDS]

Not a test: times depend on the machine.
"""

import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "cli"))

from hub.fake_hub import FakeHub, File  # noqa: E402

REPO = "org/large"
MODEL_BYTES = 2_800_000
SMALL = TESTS.parent / "testdata" / "kimi-small"


def files():
    large = random.Random(1).randbytes(MODEL_BYTES)  # fetch does not read what it brings
    return {"tiktoken.model": File(large, lfs=True),
            "tokenizer_config.json": File((SMALL / "tokenizer_config.json").read_bytes()),
            "config.json": File((SMALL / "config.json").read_bytes())}


def timed(command, env):
    begun = time.perf_counter()
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return 1000 * (time.perf_counter() - begun)


def line(name, times, requests):
    low, high = min(times), max(times)
    print(f"{name:24} {statistics.median(times):8.1f} ms  ({low:.1f} to {high:.1f})  {requests} requests")


def main(program, rounds=21):
    hub = FakeHub()
    commit = hub.repo(REPO).commit(files())
    with tempfile.TemporaryDirectory(prefix="kimitok-bench-") as directory:
        env = {"PATH": os.environ["PATH"], "HOME": directory, "HF_ENDPOINT": hub.endpoint,
               "HF_HUB_CACHE": f"{directory}/cache"}
        for name, reference, cold in (("cold", REPO, True), ("cached, a branch", REPO, False),
                                      ("cached, a commit", f"{REPO}@{commit}", False)):
            times, requests = [], set()
            for _ in range(rounds):
                if cold:
                    shutil.rmtree(f"{directory}/cache", ignore_errors=True)
                hub.forget()
                times.append(timed([program, "fetch", reference], env))
                requests.add(len(hub.requests))
            line(name, times, "/".join(map(str, sorted(requests))))
    hub.close()


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    main(sys.argv[1], *map(int, sys.argv[2:]))
