"""Encodes standard input to little-endian 32-bit ids on standard output, as a script with tiktoken would.

    tiktoken_command.py FOLDER [--wrapper]

How long encoding took goes to standard error. With --wrapper the text is cut first where Moonshot's tokenization_kimi.py cuts it.
"""
import sys
import time

import numpy

import kimi
from tiktoken_driver import encoding


def main(folder, wrapper):
    encode = encoding(folder).encode_to_numpy
    text = sys.stdin.buffer.read().decode()
    begun = time.perf_counter()
    encoded = [encode(part, allowed_special="all") for part in (kimi.wrapper_parts(text) if wrapper else [text])]
    print(f"encoding {time.perf_counter() - begun:.6f}", file=sys.stderr)
    for ids in encoded:
        sys.stdout.buffer.write(numpy.ascontiguousarray(ids, dtype="<u4"))


if __name__ == "__main__":
    main(sys.argv[1], "--wrapper" in sys.argv[2:])
