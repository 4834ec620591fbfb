#!/usr/bin/env python3
"""Writes lib/unicode/*_table.inc from scripts/unicode/data (see README.md there)."""

import argparse
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
TABLES = HERE.parent.parent / "lib" / "unicode"
FIRST_LINE = "// Made by scripts/unicode/generate_tables.py; do not edit.\n"
CODE_POINTS = 0x110000
BLOCK = 128

# The bits of a class byte; lib/unicode/kimi_classes.hpp names the same.
HAN, UPPER, LOWER, NUMBER, SPACE, NEWLINE, PUNCTUATION, PREFIX = (1 << i for i in range(8))


def paragraphs(name):
    """{property: its words}, in the order of the file."""
    found = {}
    for line in (HERE / "data" / name).read_text(encoding="ascii").splitlines():
        if not line.startswith(" "):
            key, line = line.split(":", 1)
            words = found[key] = []
        words.extend(line.split())
    return found


def ranges_of(words):
    ranges = []
    for word in words:
        first, _, last = word.partition("-")
        ranges.append((int(first, 16), int(last or first, 16)))
    return ranges


def wrapped(items):
    lines, line = [], ""
    for item in items:
        if line and len(line) + len(item) > 98:
            lines.append(line)
            line = ""
        line += item
    return "\n".join(lines + [line]) + "\n"


def property_table():
    """Every property's ranges in one array, and where each property's are."""
    sources = [("general_category", "general_category.txt"), ("script", "script.txt"),
               ("binary", "binary_property.txt")]
    ranges, index = [], []
    for kind, name in sources:
        for key, words in paragraphs(name).items():
            if key == "Cs":  # no text that is UTF-8 has one
                continue
            own = ranges_of(words)
            index.append(f'{{PropertyKind::{kind}, "{key}", {len(ranges)}, {len(own)}}},\n')
            ranges.extend(own)
    return ("constexpr CodePointRange kPropertyRanges[] = {\n"
            + wrapped(f"{{0x{a:x},0x{b:x}}}," for a, b in ranges)
            + "};\n\nconstexpr PropertyEntry kPropertyIndex[] = {\n" + "".join(index) + "};\n")


def case_fold_table():
    """Every code point that some other one matches under simple case folding, with those others."""
    fold = {}
    for pair in paragraphs("simple_case_folding.txt")["C+S"]:
        source, target = pair.split(">")
        fold[int(source, 16)] = int(target, 16)
    orbits = {}
    for source, target in fold.items():
        orbits.setdefault(target, {target}).add(source)
    pairs = sorted((a, b) for orbit in orbits.values() for a in orbit for b in orbit if a != b)
    return ("// Sorted pairs: the second matches the first when case is ignored.\n"
            "constexpr CasePair kCasePairs[] = {\n"
            + wrapped(f"{{0x{a:x},0x{b:x}}}," for a, b in pairs) + "};\n")


def class_bytes():
    """The class byte of every code point, from the classes of the pattern in tokenization_kimi.py."""
    category, script, binary = (paragraphs(f"{name}.txt") for name in
                                ("general_category", "script", "binary_property"))

    def members(*word_lists):
        return {c for words in word_lists for a, b in ranges_of(words) for c in range(a, b + 1)}

    letter = members(*(category[key] for key in ("Lu", "Ll", "Lt", "Lm", "Lo")))
    mark = members(*(category[key] for key in ("Mn", "Mc", "Me")))
    both = members(category["Lm"], category["Lo"]) | mark
    han = members(script["Han"])
    number = members(*(category[key] for key in ("Nd", "Nl", "No")))
    space = members(binary["White_Space"])
    newline = {0x0A, 0x0D}
    everything = set(range(CODE_POINTS))
    table = bytearray(CODE_POINTS)
    for bit, points in ((HAN, han),
                        (UPPER, (members(category["Lu"], category["Lt"]) | both) - han),
                        (LOWER, (members(category["Ll"]) | both) - han),
                        (NUMBER, number), (SPACE, space), (NEWLINE, newline),
                        (PUNCTUATION, everything - space - letter - number),
                        (PREFIX, everything - newline - letter - number)):
        for point in points:
            table[point] |= bit
    return table


def kimi_class_table():
    table = class_bytes()
    blocks, stage1 = {}, []
    for start in range(0, CODE_POINTS, BLOCK):
        stage1.append(blocks.setdefault(bytes(table[start:start + BLOCK]), len(blocks)))
    assert len(blocks) <= 256, "a block's number must fit a byte"
    return (f"// The class byte of code point c is kKimiBlocks[kKimiBlockOf[c / {BLOCK}]][c % {BLOCK}].\n"
            f"inline constexpr unsigned kKimiBlockSize = {BLOCK};\n\n"
            f"inline constexpr std::uint8_t kKimiBlockOf[{len(stage1)}] = {{\n"
            + wrapped(f"{block}," for block in stage1)
            + f"}};\n\ninline constexpr std::uint8_t kKimiBlocks[{len(blocks)}][{BLOCK}] = {{\n"
            + "".join("{" + wrapped(f"{byte}," for byte in block)[:-1] + "},\n" for block in blocks)
            + "};\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    arguments = parser.parse_args()
    stale = []
    for name, make in (("property_table.inc", property_table),
                       ("case_fold_table.inc", case_fold_table),
                       ("kimi_class_table.inc", kimi_class_table)):
        text = FIRST_LINE + make()
        path = TABLES / name
        if not arguments.check:
            path.write_text(text, encoding="ascii")
        elif not path.is_file() or path.read_text(encoding="ascii") != text:
            stale.append(name)
    if stale:
        sys.exit(f"not what scripts/unicode/generate_tables.py writes: {', '.join(stale)}")


if __name__ == "__main__":
    main()
