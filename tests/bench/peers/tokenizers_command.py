"""Encodes standard input to little-endian 32-bit ids on standard output, as a script with tokenizers would.

    tokenizers_command.py TOKENIZER_JSON
"""
import sys

import numpy
import tokenizers


def main(path):
    tokenizer = tokenizers.Tokenizer.from_file(path)
    text = sys.stdin.buffer.read().decode()
    ids = tokenizer.encode_batch_fast([text], add_special_tokens=False)[0].ids
    sys.stdout.buffer.write(numpy.array(ids, dtype="<u4"))


if __name__ == "__main__":
    main(sys.argv[1])
