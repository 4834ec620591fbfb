#!/usr/bin/env python3
"""Writes testdata/golden/small.jsonl: texts and their ids in testdata/kimi-small, by OpenAI's tiktoken.

    python3 -m venv DIR && DIR/bin/pip install tiktoken==0.14.0
    DIR/bin/python scripts/make_goldens.py [--check]

Nothing of kimitok is used: the ids are what tiktoken.Encoding gives when it is driven as Moonshot's
tokenization_kimi.py drives it.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import random
import re
import struct
import sys

import tiktoken

ROOT = pathlib.Path(__file__).resolve().parent.parent
MODEL = ROOT / "testdata" / "kimi-small"
OUTPUT = ROOT / "testdata" / "golden" / "small.jsonl"
TIKTOKEN = "0.14.0"
SLOTS = 256
SLICE = 400_000
RUN = 25_000
PAT_STR = "|".join([
    r"[\p{Han}]+",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]+[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?",
    r"\p{N}{1,3}",
    r" ?[^\s\p{L}\p{N}]+[\r\n]*",
    r"\s*[\r\n]+",
    r"\s+(?!\S)",
    r"\s+",
])


class Reference:
    def __init__(self):
        self.bytes = (MODEL / "tiktoken.model").read_bytes()
        ranks = {base64.b64decode(token): int(rank) for token, rank in map(bytes.split, self.bytes.splitlines())}
        config = json.loads((MODEL / "tokenizer_config.json").read_text())
        named = {int(key): value["content"] for key, value in config["added_tokens_decoder"].items()}
        slots = range(len(ranks), len(ranks) + SLOTS)
        self.specials = {named.get(i, f"<|reserved_token_{i}|>"): i for i in slots}
        self.first_slot = len(ranks)
        self.names = re.compile("(" + "|".join(map(re.escape, named.values())) + ")")
        self.engine = tiktoken.Encoding("kimi-small", pat_str=PAT_STR, mergeable_ranks=ranks,
                                        special_tokens=self.specials)

    def encode(self, text, special, chunking):
        if chunking == "none":
            return self.engine_ids(text, special)
        if chunking == "kimi":
            return [i for part in cuts(text) for i in self.engine_ids(part, special)]
        # Python's re.split puts the names at the odd places.
        ids = []
        for index, part in enumerate(self.names.split(text)):
            ids += [self.specials[part]] if index % 2 else self.encode(part, special, "kimi")
        return ids

    def engine_ids(self, text, special):
        if special == "all":
            return self.engine.encode(text, allowed_special="all")
        return self.engine.encode(text, disallowed_special=())


def cuts(text):
    """TikTokenTokenizer.encode's: every SLICE characters, and before a run of one isspace() exceeds RUN."""
    for at in range(0, len(text), SLICE):
        part = text[at:at + SLICE]
        start, run, space = 0, 0, part[0].isspace()
        for index, char in enumerate(part):
            if char.isspace() != space:
                run, space = 1, char.isspace()
            elif run == RUN:
                yield part[start:index]
                start, run = index, 1
            else:
                run += 1
        yield part[start:]


PLAIN = {
    "empty": "",
    "one letter": "a",
    "two words": "Hello world",
    "with a comma": "Hello, world!",
    "a final newline": "Hello world\n",
    "CRLF": "Hello world\r\n",
    "only newlines": "\n\n\n",
    "lone carriage returns": "a\rb\r\rc",
    "CRLF lines": "a\r\n\r\nb\r\n",
    "NUL inside": "a\0b",
    "only NUL": "\0",
    "a byte order mark": "\ufeffhi",
    "a byte order mark inside": "hi\ufeffhi",
    "blank line": "a\n\nb\n",
    "blanks around a bracket": "x )\n\n  y",
    "one space": " ",
    "many spaces": " " * 40,
    "spaces before a word": "    indented",
    "spaces before the end": "end    ",
    "tabs": "\tone\t\ttwo\t",
    "a tab and a space": " \t \tx",
    "no-break and wide spaces": "a\u00a0b\u3000c\u2003d\u202fe\u205ff",
    "next line and separators": "a\u0085b\u2028c\u2029d",
    "U+001C..1F are not blanks": "a\x1cb\x1dc\x1ed\x1fe \x1c \x1f",
    "U+180E and U+200B are not blanks": "a\u180eb\u200bc",
    "digits": "1234567",
    "digits and letters": "a1b22c333d4444e55555",
    "a number with marks": "3.14159, 1,000,000 and 2.5e-3",
    "Arabic-Indic digits": "\u0661\u0662\u0663\u0664\u0665",
    "Devanagari digits": "\u0967\u0968\u0969\u096a",
    "other numbers": "\u00bd\u00b2\u2167\u2460\U0001d7d8\U0001d7d9",
    "Han numerals in a digit run": "1\u3007\u3007\u3007",
    "a Han numeral": "\u3007\u3021\u3029",
    "contractions": "I'm you've it's we'd they're she'll can't",
    "capital contractions": "I'M YOU'VE IT'S WE'D THEY'RE SHE'LL CAN'T",
    "mixed contractions": "it'S we'Re he'Ll I'vE",
    "U+017F in a contraction": "it'\u017f it'\u017fa IT'\u017f",
    "the Kelvin sign": "\u212a 5\u212a it'\u212a",
    "a curly apostrophe": "it\u2019s we\u2019re",
    "a contraction after Han": "\u4e16's \u4e16\u754c'll",
    "a lone contraction": "'s 't 're 've 'm 'll 'd",
    "an apostrophe at the end": "dogs' it'",
    "camel case": "camelCase HTMLParser getHTTPResponse iPhone XMLhttp",
    "title letters": "\u01c5 \u01c5ab \u01c8A",
    "modifier letters": "a\u02b0b \u02b0\u02b1 A\u02b0",
    "Han": "\u4f60\u597d\u4e16\u754c",
    "Han with marks": "\u4f60\u597d\uff0c\u4e16\u754c\uff01",
    "a space before Han": " \u4e2d\u6587",
    "an ideographic space before Han": "\u3000\u4e2d\u6587",
    "Han between letters": "x\u4e2dy\u6587z",
    "the iteration mark": "x\u3005y \u4eba\u3005",
    "Han and kana": "\u4eca\u65e5\u306f\u30c6\u30b9\u30c8\u3067\u3059",
    "a radical after a mark": "!\u2e80",
    "a radical before a mark": "\u2e80!",
    "a radical before a letter": " \u2e80x",
    "a rare ideograph": "\U00020000\U0002a6d6\U00030000a",
    "an old Chinese iteration mark": "\U00016fe3a\U00016ff0b",
    "compatibility ideographs": "\uf900\ufa70a\U0002f800",
    "Japanese marks": "\u3001\u3002\u300c\u4eba\u300d\u30fc\u30fc",
    "Hangul": "\uc548\ub155\ud558\uc138\uc694 \uc138\uacc4",
    "conjoining Hangul": "\u1112\u1161\u11ab\u1100\u1173\u11af",
    "Cyrillic": "\u041f\u0440\u0438\u0432\u0435\u0442, \u043c\u0438\u0440!",
    "Arabic": "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645\u061f",
    "Arabic marks": "\u0627\u0644\u0633\u0651\u064e\u0644\u0627\u0645\u064f",
    "Hindi": "\u0928\u092e\u0938\u094d\u0924\u0947 \u0926\u0941\u0928\u093f\u092f\u093e",
    "Thai": "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35",
    "Hebrew": "\u05e9\u05dc\u05d5\u05dd",
    "Greek": "\u0393\u03b5\u03b9\u03ac \u03c3\u03bf\u03c5",
    "composed and decomposed": "caf\u00e9 cafe\u0301 na\u00efve nai\u0308ve",
    "a mark at the start": "\u0301a \u0301 \u0301b",
    "marks only": "\u0301\u0302\u0303",
    "a mark after a digit": "1\u0301a 1\u20e3",
    "an emoji": "\U0001f30d",
    "an emoji with skin": "\U0001f44b\U0001f3fd",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "flags": "\U0001f1fa\U0001f1f3\U0001f1ef\U0001f1f5",
    "emoji and text": "na\u00efve caf\u00e9 \U0001f30d and \u2764\ufe0f!",
    "marks and newlines": "!\n/x ...\n\n\nz ?!\r\n",
    "a mark and a space": "! a !a  !a",
    "a URL": "https://example.com/a/b?c=d&e=f#g",
    "code": "for (int i = 0; i < n; ++i) {\n    sum += values[i];\n}\n",
    "Python": "def f(x):\n\treturn x**2  # square\n",
    "JSON": "{\"a\": [1, 2.5, null], \"b\": \"\\u00e9\"}",
    "markup": "<div class=\"a\">text</div>\r\n",
    "a table": "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "the last code point": "\U0010ffff",
    "private use and unassigned": "\ue000\u0378\U000e0fff",
    "noncharacters": "\uffff\ufffe\ufdd0",
    "control characters": "\x01\x02\x7f\x80\x9f\x1b[31mred\x1b[0m",
    "soft hyphen and joiners": "co\u00adop a\u200cb\u200dc\u2060d",
    "equal letters": "a" * 100,
    "alternating letters": "ab" * 60,
    "long mark run": "=" * 77 + "\n",
    "long digit run": "9" * 100,
    "a long word": "antidisestablishmentarianism" * 4,
    "base64": "SGVsbG8sIHdvcmxkISBIZWxsbywgd29ybGQh",
    "mathematics": "\u2200x\u2208\u211d: x\u00b2\u22650 \u27f9 \u221ax\u2264|x|",
    "old letters": "\U00010330\U00010400\U00010428\u16a0",
    "letters new in Unicode 15 and 16": "\U00031350\U00010d4a\U00010d70\ua7cb\U0001e5d0",
}


def special_texts(reference):
    first = reference.first_slot
    reserved = f"<|reserved_token_{first + 5}|>"
    texts = {f"special name {name}": name for name in reference.specials if not name.startswith("<|reserved")}
    texts |= {
        "a turn": "<|im_user|>user<|im_middle|>hi<|im_end|>",
        "a conversation": "<|im_system|>system<|im_middle|>You are a helpful assistant.<|im_end|>"
                          "<|im_user|>user<|im_middle|>What is 1+1?<|im_end|><|im_assistant|>assistant<|im_middle|>",
        "a tool call": "<|tool_calls_section_begin|><|tool_call_begin|>functions.f:0<|tool_call_argument_begin|>"
                       "{\"x\": 1}<|tool_call_end|><|tool_calls_section_end|><|im_end|>",
        "adjacent specials": "[BOS][EOS][BOS][PAD]<|im_end|><|im_end|>",
        "the same special eight times": "<|im_end|>" * 8,
        "every name joined": "".join(reference.specials),
        "every name spaced": " ".join(reference.specials),
        "inside a word": "be<|im_end|>fore after[EOT]wards",
        "blanks before a special": "end   <|im_end|>   begin",
        "newlines around a special": "a\n\n<|im_end|>\n\nb",
        "Han around a special": "\u4f60\u597d<|im_end|>\u4e16\u754c",
        "a digit run across a special": "12[BOS]34",
        "a contraction across a special": "it[BOS]'s",
        "one character short": "<|im_end|",
        "without its first character": "|im_end|>",
        "one character extra": "<|im_endx|>",
        "a space inside": "<|im_ end|>",
        "other case": "<|IM_END|> [bos] [Eos]",
        "doubled brackets": "<<|im_end|>> [[BOS]]",
        "a name that starts and restarts": "<|im_<|im_end|>",
        "a bar too many": "<||im_end|>",
        "a half name then another": "<|im_us<|im_user|>er|>",
        "fullwidth look-alike": "\uff1c|im_end|\uff1e",
        "a zero width space inside": "<|im_\u200bend|>",
        "a reserved name": reserved,
        "a reserved name in text": f"x{reserved}y {reserved}",
        "a relative reserved name": "<|reserved_token_5|>",
        "a reserved name below the slots": f"<|reserved_token_{first - 1}|>",
        "a reserved name above the slots": f"<|reserved_token_{first + SLOTS}|>",
        "a reserved name of a named slot": f"<|reserved_token_{first}|>",
        "a reserved name with a leading zero": f"<|reserved_token_0{first + 5}|>",
        "another tokenizer's names": "<|endoftext|> <|im_start|> <s> </s> <think>",
    }
    return texts


def random_texts(reference, count):
    draw = random.Random(20250715)
    tokens = list(reference.specials)
    alphabet = [
        "a", "b", "Z", "the", " the", "Hello", "ing", "\u00e9", "\u01c5", "\u02b0", "\u0301", "\u4e2d", "\u6587\u5b57", "\u3005",
        "\u3007", "\u2e80", "\u306e", "\ud55c", "\u0431", "\u0633", "\u0939", "1", "23", "4567", "\u0663", "\u00b2", " ", "  ", "\t",
        "\n", "\r\n", "\r", "\u00a0", "\u3000", "\x1c", "\u2028", "'s", "'LL", "'\u017f", "'", "!", "...", "/", "<|", "|>", "[", "]",
        "\U0001f600", "\u200d", "\ufe0f", "\0", "\ufeff", "\ufffd", "\U0010ffff",
    ]
    for index in range(count):
        parts = [draw.choice(alphabet) for _ in range(draw.randint(1, 24))]
        if draw.random() < 0.3:
            name = draw.choice(tokens)
            cut = draw.choice([0, 0, 0, 1, len(name) - 1])
            parts.insert(draw.randint(0, len(parts)), name[cut:] if cut < 2 else name[:cut])
        yield f"random {index}", "".join(parts)


LONG = {
    "a special across the first cut of a run": [["a", 24998], ["[BOS]", 1], ["b", 10]],
    "a special right before the cut": [["a", 24995], ["[BOS]", 1], ["b", 10]],
    "25,001 equal letters": [["a", 25001]],
    "30,000 spaces": [[" ", 30000], ["x", 1]],
    "60,000 spaces and newlines": [[" \n", 30000], ["end", 1]],
    "U+001C is a blank for the cuts": [["\x1c ", 13000]],
    "26,000 digits": [["1234567890", 2600]],
    "letters and Han": [["ab\u6f22", 10000]],
    "a run that is interrupted in time": [["a", 24999], [" ", 1], ["a", 24999]],
    "a run of exactly the limit": [["a", 25000], [" ", 1]],
    "emoji count as one": [["\U0001f30d", 25001]],
    "the border at 400,000": [["word ", 80000], ["hello", 1]],
    "a special across the border at 400,000": [["ab ", 133332], ["<|im_end|>", 1], ["cd ", 20]],
    "CRLF across the border at 400,000": [["ab ", 133333], ["\r\n", 2]],
    "Chinese prose": [["\u4f60\u597d\uff0c\u4e16\u754c\uff01\n", 15000]],
    "many specials": [["<|im_user|>user<|im_middle|>hi<|im_end|>", 11000]],
}


def records(reference):
    yield {"kimitok_golden": 1, "model": "kimi-small",
           "tiktoken_model_sha256": hashlib.sha256(reference.bytes).hexdigest(), "generator": f"tiktoken {TIKTOKEN}"}
    texts = [*PLAIN.items(), *special_texts(reference).items(), *random_texts(reference, 120)]
    for index, (name, text) in enumerate(texts):
        modes = [("all", ("kimi", "transformers", "none")[index % 3])]
        if reference.encode(text, "all", "none") != reference.encode(text, "none", "none"):
            modes = [("all", "kimi"), ("none", "kimi"), ("all", "transformers")]
        for special, chunking in modes:
            yield {"name": f"{name} ({special}, {chunking})", "text": text, "special": special, "chunking": chunking,
                   "ids": reference.encode(text, special, chunking)}
    for name, parts in LONG.items():
        text = "".join(part * times for part, times in parts)
        for special, chunking in (("all", "kimi"), ("none", "kimi"), ("all", "transformers"), ("all", "none")):
            ids = reference.encode(text, special, chunking)
            yield {"name": f"{name} ({special}, {chunking})", "parts": parts, "special": special, "chunking": chunking,
                   "tokens": len(ids), "ids_u32le_sha256": hashlib.sha256(struct.pack(f"<{len(ids)}I", *ids)).hexdigest()}


def line_of(record):
    # What cannot be seen is escaped.
    shown = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return (shown if shown.isprintable() else json.dumps(record, separators=(",", ":"))) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    check = parser.parse_args().check
    if tiktoken.__version__ != TIKTOKEN:
        sys.exit(f"tiktoken is {tiktoken.__version__}, the goldens are made by {TIKTOKEN}")
    content = "".join(map(line_of, records(Reference()))).encode()
    if not check:
        OUTPUT.write_bytes(content)
    elif OUTPUT.read_bytes() != content:
        sys.exit(f"not what scripts/make_goldens.py writes: {OUTPUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
