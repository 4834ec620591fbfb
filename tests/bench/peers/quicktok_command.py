"""Encodes standard input to little-endian 32-bit ids of o200k_base on standard output, by quicktok."""
import sys

from quicktok_driver import Quicktok


def main():
    text = sys.stdin.buffer.read().decode()
    sys.stdout.buffer.write(Quicktok().encode_whole(text))


if __name__ == "__main__":
    main()
