"""quicktok, with o200k_base: it cannot load Kimi's vocabulary, and this is the nearest of those it has.

Its ids are therefore other ones, and the numbers say only how fast it does a similar work.
"""
import sys

import quicktok

from serve import Absent, Tool, serve

ENCODING = "o200k_base"


class Quicktok(Tool):
    def __init__(self):
        self.fresh()

    def fresh(self):
        self.encoding = quicktok.Tokenizer(ENCODING, "")

    def encode_chunks(self, texts):
        return self.encoding.encode_batch(texts, threads=1)

    def arrays(self, encoded):
        tokens, _offsets = encoded
        return [tokens]

    def encode_cold(self, texts):
        raise Absent("its state can be neither cleared nor copied")

    def encode_whole(self, text):
        return self.encoding.encode_batch([text], threads=1)[0]

    def count(self, text):
        return self.encoding.count(text)

    def decodable(self, ids):
        return ids.tolist()

    def decode(self, ids):
        return self.encoding.decode_bytes(ids)


if __name__ == "__main__":
    serve(Quicktok())
