#!/usr/bin/env python3
"""Writes testdata/golden/published_patterns.jsonl: texts and the pieces OpenAI's tiktoken splits them into.

    python3 -m venv DIR && DIR/bin/pip install tiktoken==0.14.0
    DIR/bin/python scripts/make_pattern_goldens.py

tiktoken does not show pieces, but a piece that is a token is that token. So the vocabulary here has
every substring of the texts as a token, and each token encode() gives is a piece.
"""
import json
import pathlib
import random

import tiktoken
from tiktoken_ext import openai_public

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "testdata" / "golden" / "published_patterns.jsonl"

CASE = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
HEAD = r"[^\r\n\p{L}\p{N}]?"
UPPER = r"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
LOWER = r"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]"
KIMI = "|".join([r"[\p{Han}]+", HEAD + UPPER + "*" + LOWER + "+" + CASE,
                 HEAD + UPPER + "+" + LOWER + "*" + CASE, r"\p{N}{1,3}", r" ?[^\s\p{L}\p{N}]+[\r\n]*",
                 r"\s*[\r\n]+", r"\s+(?!\S)", r"\s+"])
# The values of cl100k_base() and o200k_base() without their vocabularies, which the functions download.
openai_public.load_tiktoken_bpe = lambda *arguments, **keywords: {}
PUBLISHED = {
    "kimi": KIMI,
    "cl100k_base": openai_public.cl100k_base()["pat_str"],
    "o200k_base": openai_public.o200k_base()["pat_str"],
    "p50k_base": openai_public.p50k_base()["pat_str"],
    "r50k_base": openai_public.r50k_base()["pat_str"],
}
# Nobody's; each uses what the published ones do not. One more branch is added, to cover every text.
OTHERS = [
    r"(?i)straße|k+|[a-c&&[^b]]+|\W|\w",
    r"[\w--\d_]+|\d{2}|.|\n",
    r"(?i:[^s])|(?-i)S+|s",
    r"(?<=a)b+|(?<![ab])c|a??b|[\s\S]",
    r"^\s+|\S+?(?=\s|$)|[^\S\n]+|\n",
    r"(?i:[\p{Lu}--[A-M]])+|\p{Greek}+|\P{Lu}|\p{Lu}",
    r"(?:a(b|c)?)+|(?>b+)c|[]x-]+|[^]x-]",
    r"\u0041{2,}?|\x{61}{0,2}b|[\p{Nd}\p{Pc}-]+|\A.|[\x00-\x{10FFFF}]",
    r"\p{Alphabetic}++|\p{gc=Nd}|\p{sc=Han}|[^\p{Alphabetic}\p{Nd}]+?\z|[^\p{Alphabetic}\p{Nd}]",
    r"(?P<word>\pL+)|(?<other>\PL)",
]
ATOMS = ["A", "B", "a", "b", "c", "x", "Dž", "ʰ", "ª", "א", "é", "ß", "ſ", "S", "s", "K", "k", "σ", "ς",
         "Σ", "\u0301", "\u0488", "\u0903", "中", "々", "〇", "⺀", "\U00016ff0", "、", "1", "23", "4567", "٣",
         "Ⅷ", "½", " ", " ", "  ", "\t", "\u00a0", "\u2028", "\u3000", "\u180e", "\u001c", "\u0085", "\n",
         "\n", "\r", "\r\n", "'", "'s", "'S", "'ſ", "'re", "'RE", "'ll", "'lL", "'Ve", "'m", "'d", "’s", "!",
         "_", "-", "/", ".", "\u200d", "👍", "\U0001c4d0", "\U00010d40", "\ua7cb", "\x00", "\U0010ffff"]
PLAIN = ["", "Hello, world!", "I'm can't WE'LL they'Re  don'ſ", "x = 12345;\n\n\ty += 1\n", "HTMLParser camelCase",
         "  trailing  ", "\n\n  \n x", "a\r\n\r\n b", " 中文 x々y", "!⺀⺀!", "1〇〇〇", "e\u0301e\u0301 \u0301\u0301A",
         "A\u0301BC'd", "\u0301ABC", "!\n/x", "''s'", "'s's", " 's", "/\n/\n", "   \t\u00a0a"]


def main():
    chosen = random.Random(16)
    texts = PLAIN + ["".join(chosen.choices(ATOMS, k=chosen.randint(2, 12))) for _ in range(280)]
    tokens = {bytes([byte]) for byte in range(256)}
    for text in texts:
        tokens |= {text[i:j].encode() for i in range(len(text)) for j in range(i + 1, len(text) + 1)}
    ranks = {token: rank for rank, token in enumerate(sorted(tokens, key=lambda t: (len(t), t)))}

    lines = []
    for pattern, pat_str, count in ([(name, pat_str, 300) for name, pat_str in PUBLISHED.items()]
                                    + [(other, other, 120) for other in (p + r"|[\s\S]" for p in OTHERS)]):
        encoding = tiktoken.Encoding("pieces", pat_str=pat_str, mergeable_ranks=ranks, special_tokens={})
        for text in texts[:count]:
            pieces = [encoding.decode([token]) for token in encoding.encode_ordinary(text)]
            assert "".join(pieces) == text, (pat_str, text, pieces)
            lines.append(json.dumps({"pattern": pattern, "text": text, "pieces": pieces}))
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="ascii")


if __name__ == "__main__":
    main()
