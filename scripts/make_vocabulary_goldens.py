#!/usr/bin/env python3
"""Writes testdata/golden/vocabulary.json: digests of what OpenAI's tiktoken gives for every token and every code point.

    python3 -m venv DIR && DIR/bin/pip install tiktoken==0.14.0
    DIR/bin/python scripts/make_vocabulary_goldens.py KIMI_K2_INSTRUCT > testdata/golden/vocabulary.json

KIMI_K2_INSTRUCT is the folder with Moonshot's tiktoken.model. The digests are over ids as u32 little-endian, joined.
"""
import base64
import hashlib
import json
import pathlib
import struct
import sys

import tiktoken

from make_goldens import PAT_STR


def digest(encodings):
    ids = [id for encoding in encodings for id in encoding]
    return {"ids": len(ids), "ids_u32le_sha256": hashlib.sha256(struct.pack(f"<{len(ids)}I", *ids)).hexdigest()}


def is_text(token):
    try:
        token.decode()
    except UnicodeDecodeError:
        return False
    return True


def main():
    model = (pathlib.Path(sys.argv[1]) / "tiktoken.model").read_bytes()
    ranks = {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, model.splitlines())}
    engine = tiktoken.Encoding("kimi", pat_str=PAT_STR, mergeable_ranks=ranks, special_tokens={})
    texts = [token.decode() for token in sorted(ranks, key=ranks.get) if is_text(token)]
    characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
    json.dump({
        "generator": f"tiktoken {tiktoken.__version__}, encode_ordinary",
        "tiktoken_model_sha256": hashlib.sha256(model).hexdigest(),
        "tokens": {"what": "each token that is valid UTF-8, alone, by rank", "texts": len(texts)}
                  | digest(map(engine.encode_ordinary, texts)),
        "characters": {"what": "each code point but surrogates, alone", "texts": len(characters)}
                      | digest(map(engine.encode_ordinary, characters)),
        "all_characters": {"what": "all code points but surrogates, in one text", "texts": 1}
                          | digest([engine.encode_ordinary("".join(characters))]),
    }, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
