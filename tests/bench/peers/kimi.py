"""What every peer is given: Kimi's vocabulary, its special tokens, its pattern, and the same pieces of text."""
import base64
import json
import pathlib
import re

SLOTS = 256
CHUNK_BYTES = 4096
SLICE_CHARS = 400_000
RUN_CHARS = 25_000
PAT_STR = "|".join([
    r"[\p{Han}]+",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*"
    r"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+"
    r"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*",
    r"\s*[\r\n]+",
    r"\s+(?!\S)",
    r"\s+",
])

LONG_RUN = re.compile(r"\s{%d}|\S{%d}" % (RUN_CHARS + 1, RUN_CHARS + 1))
RUN = re.compile(r"\s{1,%d}|\S{1,%d}" % (RUN_CHARS, RUN_CHARS))


class Kimi:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.model = self.folder / "tiktoken.model"

    def ranks(self):
        lines = self.model.read_bytes().splitlines()
        return {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, lines)}

    def specials(self, first):
        """The names of the slots from `first` on, which is the number of ranks."""
        config = json.loads((self.folder / "tokenizer_config.json").read_text())
        named = {int(key): value["content"] for key, value in config["added_tokens_decoder"].items()}
        return {named.get(i, f"<|reserved_token_{i}|>"): i for i in range(first, first + SLOTS)}


def chunks(data):
    """`data` in pieces of 4 KiB, each cut before the character that would reach over."""
    pieces = []
    at = 0
    while at < len(data):
        end = min(at + CHUNK_BYTES, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[at:end])
        at = end
    return pieces


def wrapper_parts(text):
    """The parts that TikTokenTokenizer.encode of Moonshot's tokenization_kimi.py hands to tiktoken."""
    for at in range(0, len(text), SLICE_CHARS):
        part = text[at:at + SLICE_CHARS]
        if not LONG_RUN.search(part):
            yield part
            continue
        begin, previous = 0, None
        for run in RUN.finditer(part):
            if previous is not None and part[previous].isspace() == part[run.start()].isspace():
                yield part[begin:run.start()]
                begin = run.start()
            previous = run.start()
        yield part[begin:]
