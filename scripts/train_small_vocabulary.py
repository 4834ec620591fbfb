#!/usr/bin/env python3
"""Trains testdata/kimi-small, a vocabulary of the project's own in the shape of Kimi's.

    scripts/train_small_vocabulary.py            writes the three files
    scripts/train_small_vocabulary.py --check    exits 1 if they differ from what would be written

Standard library only, and the same result on every machine: ties are broken by bytes, and the text holds
no character whose Unicode category has changed since Python 3.8.
"""
import argparse
import base64
import collections
import heapq
import json
import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRAINING = ROOT / "testdata" / "training"
MODEL = ROOT / "testdata" / "kimi-small"
RANKS = 4096
SLOTS = 256

# Offsets from the number of ranks: Kimi-K2's positions. The second value is the "special" flag.
NAMES = {
    0: ("[BOS]", True),
    1: ("[EOS]", True),
    2: ("<|im_end|>", True),
    3: ("<|im_user|>", True),
    4: ("<|im_assistant|>", True),
    6: ("<|start_header_id|>", True),
    7: ("<|end_header_id|>", True),
    9: ("[EOT]", True),
    10: ("<|im_system|>", True),
    11: ("<|tool_calls_section_begin|>", False),
    12: ("<|tool_calls_section_end|>", False),
    13: ("<|tool_call_begin|>", False),
    14: ("<|tool_call_argument_begin|>", False),
    15: ("<|tool_call_end|>", False),
    17: ("<|im_middle|>", True),
    254: ("[UNK]", True),
    255: ("[PAD]", True),
}
ADDITIONAL = [2, 3, 4, 6, 7, 9, 10, 17]
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_{{ message.role }}|>{{ message.role }}<|im_middle|>"
    "{{ message.content }}<|im_end|>{% endfor %}"
    "{% if add_generation_prompt %}<|im_assistant|>assistant<|im_middle|>{% endif %}"
)

# The characters of script Han that the training text may use: ideographs, the iteration mark and zero.
HAN = ((0x2E80, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B),
       (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0x20000, 0x323AF))
SPACES = {0x9, 0xB, 0xC, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000}

# Kimi's pattern over one letter per character, since `re` has no \p: U upper, l lower, B both cases'
# letters, M marks, N digits; H, n, r Han letters, digits and others; s the space, S other blanks,
# R line ends, P the rest. A contraction is looked for in the text itself.
PIECE = re.compile(
    r"(?P<han>[Hnr]+)"
    r"|(?P<word>[^RUlBNHn]?[UBM]*[lBM]+|[^RUlBNHn]?[UBM]+[lBM]*)"
    r"|[Nn]{1,3}"
    r"|s?[PMr]+R*"
    r"|[sSR]*R+"
    r"|[sSR]+(?![^sSR])"
    r"|[sSR]+"
)
CONTRACTION = re.compile(r"'(?:[sS\u017f]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])")


def letter_of(char):
    code, category = ord(char), unicodedata.category(char)
    if any(first <= code <= last for first, last in HAN):
        return "H" if category[0] == "L" else "n" if category[0] == "N" else "r"
    if char in "\r\n":
        return "R"
    if char == " ":
        return "s"
    if code in SPACES:
        return "S"
    if category in ("Lu", "Lt"):
        return "U"
    if category == "Ll":
        return "l"
    return {"L": "B", "M": "M", "N": "N"}.get(category[0], "P")


def pieces_of(text):
    letters = "".join(map(letter_of, text))
    at = 0
    while at < len(text):
        match = PIECE.match(letters, at)
        end = match.end()
        if match["word"]:
            contraction = CONTRACTION.match(text, end)
            end = contraction.end() if contraction else end
        yield text[at:end]
        at = end


def encode(piece, ranks):
    """tiktoken's rule, said plainly."""
    parts = [piece[i:i + 1] for i in range(len(piece))]
    while True:
        joined = [left + right for left, right in zip(parts, parts[1:])]
        best = min((token for token in joined if token in ranks), key=ranks.get, default=None)
        if best is None:
            return parts
        # One place at a time: a merge can make a lower-ranked pair possible next to it.
        at = joined.index(best)
        parts[at:at + 2] = [best]


def neighbours(parts):
    return [left + right for left, right in zip(parts, parts[1:])]


def train(counts):
    """The tokens, the single bytes first, then in the order they were merged."""
    tokens = [bytes([value]) for value in range(256)]
    ranks = {token: rank for rank, token in enumerate(tokens)}
    words = [(encode(word, ranks), n) for word, n in sorted(counts.items())]
    # A pair counts by what it makes, as it merges by what it makes.
    totals, places = collections.Counter(), collections.defaultdict(set)
    for index, (parts, n) in enumerate(words):
        for made in neighbours(parts):
            totals[made] += n
            places[made].add(index)
    heap = [(-n, len(made), made) for made, n in totals.items()]
    heapq.heapify(heap)
    while len(tokens) < RANKS:
        n, _, best = heapq.heappop(heap)
        if totals[best] != -n:
            continue
        if n > -2:
            sys.exit(f"the training text gives {len(tokens)} tokens, not {RANKS}")
        ranks[best] = len(tokens)
        tokens.append(best)
        changed = set()
        for index in places.pop(best):
            parts, n = words[index]
            for made in neighbours(parts):
                totals[made] -= n
                changed.add(made)
            parts = encode(b"".join(parts), ranks)
            words[index] = (parts, n)
            for made in neighbours(parts):
                totals[made] += n
                places[made].add(index)
                changed.add(made)
        for made in changed:
            if totals[made] > 0:
                heapq.heappush(heap, (-totals[made], len(made), made))
    return tokens


def files_of(tokens):
    ranks = {token: rank for rank, token in enumerate(tokens)}
    for token in tokens:
        if encode(token, ranks) != [token]:
            sys.exit(f"the bytes of {token!r} do not merge into it")
    model = b"".join(base64.b64encode(token) + b" %d\n" % rank for rank, token in enumerate(tokens))
    added = {
        str(RANKS + offset): {"content": name, "lstrip": False, "normalized": False, "rstrip": False,
                              "single_word": False, "special": special}
        for offset, (name, special) in sorted(NAMES.items())
    }
    config = {
        "added_tokens_decoder": added,
        "additional_special_tokens": [NAMES[offset][0] for offset in ADDITIONAL],
        "bos_token": "[BOS]",
        "chat_template": CHAT_TEMPLATE,
        "clean_up_tokenization_spaces": False,
        "eos_token": "[EOS]",
        "extra_special_tokens": {},
        "model_max_length": 131072,
        "pad_token": "[PAD]",
        "tokenizer_class": "TikTokenTokenizer",
        "unk_token": "[UNK]",
    }
    sizes = {"eos_token_id": RANKS + 2, "vocab_size": RANKS + SLOTS}
    return {
        "tiktoken.model": model,
        "tokenizer_config.json": (json.dumps(config, indent=2) + "\n").encode(),
        "config.json": (json.dumps(sizes, indent=2) + "\n").encode(),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    counts = collections.Counter()
    for path in sorted(TRAINING.glob("*.txt")):
        counts.update(piece.encode() for piece in pieces_of(path.read_bytes().decode()))
    stale = []
    for name, content in files_of(train(counts)).items():
        path = MODEL / name
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            stale.append(str(path.relative_to(ROOT)))
    if stale:
        sys.exit(f"not what scripts/train_small_vocabulary.py writes: {', '.join(stale)}")


if __name__ == "__main__":
    main()
