"""A tokenizer.json of a tiktoken.model's vocabulary, as the tools that convert Kimi's tokenizer write it."""

import base64
import json

# moonshotai/Kimi-K2-Instruct, tokenization_kimi.py
PATTERN = "|".join((
    r"[\p{Han}]+",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*"
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*",
    r"\s*[\r\n]+",
    r"\s+(?!\S)",
    r"\s+"))


def _alphabet():
    """The character that stands for each byte. (tokenizers, bytes_char)"""
    themselves = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in themselves]
    return {byte: chr(byte) for byte in themselves} | {byte: chr(256 + n) for n, byte in enumerate(others)}


_CHARACTERS = _alphabet()


def _text(token):
    return "".join(_CHARACTERS[byte] for byte in token)


def _added(size, config):
    named = {int(token): entry for token, entry in config["added_tokens_decoder"].items()}
    plain = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return [{"id": token, **plain, **named.get(token, {"content": f"<|reserved_token_{token}|>"})}
            for token in range(size, size + 256)]


def tokenizer_json(tiktoken_model, tokenizer_config):
    """Both as bytes; the result too."""
    tokens = [base64.b64decode(line.split()[0]) for line in tiktoken_model.splitlines()]
    known = set(tokens)
    merges = [[_text(token[:size]), _text(token[size:])] for token in tokens for size in range(1, len(token))
              if token[:size] in known and token[size:] in known]
    cuts = [{"type": "FixedLength", "length": 400000},
            {"type": "Split", "pattern": {"Regex": r"\s{25000}|\S{25000}"}, "behavior": "MergedWithPrevious",
             "invert": False}]
    pieces = [{"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Isolated", "invert": False},
              {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}]
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None,
        "added_tokens": _added(len(tokens), json.loads(tokenizer_config)), "normalizer": None,
        "pre_tokenizer": {"type": "Sequence", "pretokenizers": cuts + pieces}, "post_processor": None,
        "decoder": {"type": "ByteLevel", "add_prefix_space": True, "trim_offsets": True, "use_regex": True},
        "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                  "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                  "ignore_merges": True, "vocab": {_text(token): rank for rank, token in enumerate(tokens)},
                  "merges": merges},
    }).encode()
