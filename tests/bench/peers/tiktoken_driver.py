"""tiktoken: encode_to_numpy, which makes no list of Python numbers. It keeps no state between calls."""
import sys

import tiktoken

import kimi
from serve import Tool, serve


def encoding(folder):
    files = kimi.Kimi(folder)
    ranks = files.ranks()
    return tiktoken.Encoding("kimi", pat_str=kimi.PAT_STR, mergeable_ranks=ranks,
                             special_tokens=files.specials(len(ranks)))


class Tiktoken(Tool):
    def __init__(self, folder):
        self.encoding = encoding(folder)

    def encode_chunks(self, texts):
        encode = self.encoding.encode_to_numpy
        return [encode(text, allowed_special="all") for text in texts]

    def encode_whole(self, text):
        return self.encoding.encode_to_numpy(text, allowed_special="all")

    def decodable(self, ids):
        return ids.tolist()

    def decode(self, ids):
        return self.encoding.decode_bytes(ids)


if __name__ == "__main__":
    serve(Tiktoken(sys.argv[1]))
