"""Writes Kimi's vocabulary as a tokenizer.json for Hugging Face's tokenizers.

    convert.py FOLDER OUTPUT

A token's merges are all its splits into two tokens, in the order of transformers' TikTokenConverter.
"""
import json
import sys

import kimi


def byte_alphabet():
    """The character that byte-level BPE writes for each byte."""
    printable = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {**{byte: chr(byte) for byte in printable}, **{byte: chr(256 + i) for i, byte in enumerate(others)}}


def merges(ranks):
    for token in sorted(ranks, key=ranks.get):
        splits = [(token[:i], token[i:]) for i in range(1, len(token))]
        yield from sorted(((left, right) for left, right in splits if left in ranks and right in ranks),
                          key=lambda split: (ranks[split[0]], ranks[split[1]]))


def converted(files):
    ranks = files.ranks()
    alphabet = byte_alphabet()

    def spelt(token):
        return "".join(map(alphabet.get, token))

    return {
        "version": "1.0", "truncation": None, "padding": None, "normalizer": None, "post_processor": None,
        "added_tokens": [{"id": id, "content": name, "special": True, "single_word": False, "lstrip": False,
                          "rstrip": False, "normalized": False}
                         for name, id in files.specials(len(ranks)).items()],
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
            {"type": "Split", "pattern": {"Regex": kimi.PAT_STR}, "behavior": "Isolated", "invert": False},
            {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]},
        "decoder": {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False, "ignore_merges": True,
                  "vocab": {spelt(token): rank for token, rank in ranks.items()},
                  "merges": [[spelt(left), spelt(right)] for left, right in merges(ranks)]},
    }


def main(folder, output):
    with open(output, "w") as file:
        json.dump(converted(kimi.Kimi(folder)), file, ensure_ascii=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
