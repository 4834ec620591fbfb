"""Encodes a file to little-endian 32-bit ids on standard output by gigatoken's encoding of files.

    gigatoken_command.py FOLDER THREADS FILE

Its pool has as many threads as the process may use processors, so THREADS is 1 or all of them. How long reading
and encoding took goes to standard error.
"""
import sys
import time

import awkward
import gigatoken

import kimi


def main(folder, threads, path):
    files = kimi.Kimi(folder)
    tokenizer = gigatoken.Tokenizer.from_tiktoken(str(files.model), "kimi", files.specials(len(files.ranks())))
    begun = time.perf_counter()
    ids = tokenizer.encode_files(gigatoken.TextFileSource([path]), parallel=threads != "1")
    print(f"encoding {time.perf_counter() - begun:.6f}", file=sys.stderr)
    sys.stdout.buffer.write(awkward.flatten(ids).to_numpy().astype("<u4", copy=False))


if __name__ == "__main__":
    main(*sys.argv[1:])
