"""gigatoken: encode_batch on the calling thread for pieces, encode for a whole text.

Its state, a cache of pieces that grows, belongs to the tokenizer, which can be neither copied nor cleared from
Python. A fresh one is a newly loaded tokenizer: not timed, and too slow to be made for each 4 KiB. What its first
calls set up is not timed either: it gets words of random letters first, which no text repeats.

    gigatoken_driver.py KIMI [GIGATOKEN_COLD]

GIGATOKEN_COLD makes such a state in a tenth of a second. So `cold` times some pieces only, spread evenly over the text
and others in each round, and takes the same speed for the rest.
"""
import random
import struct
import subprocess
import sys

import awkward
import gigatoken
import numpy

import kimi
from serve import Absent, Tool, serve

COLD_PIECES = 24


def random_words():
    chance = random.Random(1)
    letters = [*map(chr, range(ord("a"), ord("z") + 1)), *map(chr, range(0x4E00, 0x9FA0, 16))]
    words = ("".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(400))
    return " ".join(words).encode()


class Cold:
    """The program of gigatoken_cold, which stays alive."""

    def __init__(self, program, model):
        self.process = subprocess.Popen([program, model], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def encode(self, piece):
        """(seconds, ids)"""
        self.process.stdin.write(struct.pack("<I", len(piece)) + piece)
        self.process.stdin.flush()
        nanoseconds, count = struct.unpack("<QI", self.process.stdout.read(12))
        return nanoseconds / 1e9, numpy.frombuffer(self.process.stdout.read(4 * count), dtype="<u4")


class Gigatoken(Tool):
    takes_bytes = True

    def __init__(self, folder, cold_program=None):
        files = kimi.Kimi(folder)
        self.first_text = random_words()
        self.source = str(files.model), "kimi", files.specials(len(files.ranks()))
        self.cold = Cold(cold_program, files.model) if cold_program else None
        self.round = 0
        self.fresh()

    def fresh(self):
        self.tokenizer = gigatoken.Tokenizer.from_tiktoken(*self.source)
        self.encode_chunks([self.first_text])
        self.encode_whole(self.first_text)

    def encode_chunks(self, texts):
        return self.tokenizer.encode_batch(texts, parallel=False)

    def arrays(self, encoded):
        return encoded if isinstance(encoded, list) else [awkward.flatten(encoded).to_numpy()]

    def encode_cold(self, texts):
        if self.cold is None:
            raise Absent("its cache can be neither cleared nor copied from Python")
        step = max(1, len(texts) // COLD_PIECES)
        self.round += 1
        seconds, size = 0, 0
        ids = [row.to_numpy() for row in self.encode_chunks(texts)]
        for at in range(self.round * step // 7 % step, len(texts), step):
            taken, ids[at] = self.cold.encode(texts[at])
            seconds += taken
            size += len(texts[at])
        return seconds / size * sum(map(len, texts)), ids

    def encode_whole(self, text):
        return self.tokenizer.encode(text)

    def decodable(self, ids):
        return numpy.ascontiguousarray(ids)

    def decode(self, ids):
        return self.tokenizer.decode(ids)


if __name__ == "__main__":
    serve(Gigatoken(*sys.argv[1:]))
