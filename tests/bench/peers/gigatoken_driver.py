"""gigatoken: encode_batch on the calling thread for pieces, encode for a whole text.

Its state, a cache of pieces that grows, belongs to the tokenizer, which can be neither copied nor cleared from
Python. A fresh one is a newly loaded tokenizer: not timed, and too slow to be made for each 4 KiB. What its first
calls set up is not timed either: it gets words of random letters first, which no text repeats.
"""
import random
import sys

import awkward
import gigatoken
import numpy

import kimi
from serve import Absent, Tool, serve


def random_words():
    chance = random.Random(1)
    letters = [*map(chr, range(ord("a"), ord("z") + 1)), *map(chr, range(0x4E00, 0x9FA0, 16))]
    words = ("".join(chance.choices(letters, k=chance.randint(3, 9))) for _ in range(400))
    return " ".join(words).encode()


class Gigatoken(Tool):
    takes_bytes = True

    def __init__(self, folder):
        files = kimi.Kimi(folder)
        self.first_text = random_words()
        self.source = str(files.model), "kimi", files.specials(len(files.ranks()))
        self.fresh()

    def fresh(self):
        self.tokenizer = gigatoken.Tokenizer.from_tiktoken(*self.source)
        self.encode_chunks([self.first_text])
        self.encode_whole(self.first_text)

    def encode_chunks(self, texts):
        return self.tokenizer.encode_batch(texts, parallel=False)

    def arrays(self, encoded):
        return [awkward.flatten(encoded).to_numpy()]

    def encode_cold(self, texts):
        raise Absent("its cache can be neither cleared nor copied from Python")

    def encode_whole(self, text):
        return self.tokenizer.encode(text)

    def decodable(self, ids):
        return numpy.ascontiguousarray(ids)

    def decode(self, ids):
        return self.tokenizer.decode(ids)


if __name__ == "__main__":
    serve(Gigatoken(sys.argv[1]))
