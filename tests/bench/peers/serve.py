"""The protocol between tests/bench/compare and the drivers, of which one for each tool stays alive.

A driver writes `ready` when it has loaded its vocabulary. Then it answers each line `ACTION PATH` with one line:

    ok SECONDS TOKENS DIGEST     the action took SECONDS; DIGEST is the SHA-256 of the ids as little-endian
                                 32-bit numbers, or of the text for `decode`, or - if there is nothing to hash
    absent SENTENCE              this tool cannot do that
    error SENTENCE

Only the tool's own work is timed: files are read, texts are cut and states are made fresh before. The actions:

    cold     each 4 KiB of the file with a state that has seen no text
    pass     each 4 KiB, in order, with one state that has seen no text before the first
    warm     the same again with the state that the last `pass` over this file left
    whole    the file in one call, with a state that has seen no text
    count    how many tokens the file has, in the fastest way there is
    decode   from the ids of the whole file to its bytes
"""
import hashlib
import pathlib
import sys
import time

import kimi


class Absent(Exception):
    pass


class Tool:
    """What a driver overrides. Texts are `str` unless `takes_bytes`; the ids of one are an array or a list."""

    takes_bytes = False

    def fresh(self):
        """From now on, a state that has seen no text."""

    def encode_chunks(self, texts):
        """The ids of each, in the form that the tool gives."""
        raise NotImplementedError

    def arrays(self, encoded):
        """What encode_chunks() gave as a sequence of arrays, all ids in order."""
        return encoded

    def encode_cold(self, texts):
        """(seconds, ids) with a fresh state for each. A tool that keeps no state need not do more."""
        return timed(lambda: self.encode_chunks(texts))

    def encode_whole(self, text):
        raise NotImplementedError

    def count(self, text):
        return len(self.encode_whole(text))

    def decodable(self, ids):
        """`ids` as decode() wants them."""
        return ids

    def decode(self, ids):
        raise Absent("there is no such call")


def timed(work):
    begun = time.perf_counter()
    result = work()
    return time.perf_counter() - begun, result


def packed(ids):
    import numpy
    return numpy.ascontiguousarray(ids, dtype="<u4").tobytes()


class Driver:
    def __init__(self, tool):
        self.tool = tool
        self.path = None
        self.passed = False

    def read(self, path):
        if path == self.path:
            return
        data = pathlib.Path(path).read_bytes()
        texts = kimi.chunks(data)
        if not self.tool.takes_bytes:
            texts, data = [text.decode() for text in texts], data.decode()
        self.path, self.texts, self.text, self.passed, self.ids = path, texts, data, False, None

    def act(self, action, path):
        self.read(path)
        return ACTIONS[action](self)

    def cold(self):
        seconds, ids = self.tool.encode_cold(self.texts)
        return seconds, *summed(self.tool.arrays(ids))

    def pass_(self):
        self.tool.fresh()
        seconds, ids = timed(lambda: self.tool.encode_chunks(self.texts))
        self.passed = True
        return seconds, *summed(self.tool.arrays(ids))

    def warm(self):
        if not self.passed:
            raise ValueError("warm comes after pass")
        seconds, ids = timed(lambda: self.tool.encode_chunks(self.texts))
        return seconds, *summed(self.tool.arrays(ids))

    def whole(self):
        self.tool.fresh()
        self.passed = False
        seconds, ids = timed(lambda: self.tool.encode_whole(self.text))
        return seconds, *summed([ids])

    def count(self):
        self.tool.fresh()
        self.passed = False
        seconds, tokens = timed(lambda: self.tool.count(self.text))
        return seconds, tokens, "-"

    def decode(self):
        if self.ids is None:
            self.ids = self.tool.decodable(self.tool.encode_whole(self.text))
        seconds, text = timed(lambda: self.tool.decode(self.ids))
        data = text.encode() if isinstance(text, str) else text
        return seconds, len(self.ids), hashlib.sha256(data).hexdigest()


ACTIONS = {"cold": Driver.cold, "pass": Driver.pass_, "warm": Driver.warm, "whole": Driver.whole,
           "count": Driver.count, "decode": Driver.decode}


def summed(ids):
    digest = hashlib.sha256()
    tokens = 0
    for some in ids:
        digest.update(packed(some))
        tokens += len(some)
    return tokens, digest.hexdigest()


def serve(tool):
    driver = Driver(tool)
    print("ready", flush=True)
    for line in sys.stdin:
        action, _, path = line.rstrip("\n").partition(" ")
        try:
            seconds, tokens, digest = driver.act(action, path)
            print(f"ok {seconds:.9f} {tokens} {digest}", flush=True)
        except Absent as reason:
            print(f"absent {reason}", flush=True)
        except Exception as failure:  # whatever a peer throws is its result
            print("error " + " ".join(repr(failure).split()), flush=True)
