#!/usr/bin/env python3
"""Tests what tests/bench/compare does around the measuring: cutting texts, judging ids, summing up, drawing."""
import hashlib
import pathlib
import sys
import unittest
import xml.etree.ElementTree

BENCH = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(BENCH), str(BENCH / "peers")]

import kimi  # noqa: E402
from suite import gigatoken_cold, inputs, plot, report  # noqa: E402
from suite.cells import ABSENT, DIFFERENT, OTHER, SAME, Cell, interleave, megabytes_per_second  # noqa: E402
from suite.library_parts import Reference  # noqa: E402
from suite.processes import Absent, Answer  # noqa: E402

ABOUT = {"date": "2020-01-02 03:04 UTC", "commit": "abc", "rounds": 3, "load": "0 0 0", "command": "compare",
         "cpu": "a processor", "kernel": "a kernel", "versions": {"kimitok": "1", "gigatoken": None}}


def slow_parts(text):
    """tokenization_kimi.py's cuts, one character at a time."""
    for at in range(0, len(text), kimi.SLICE_CHARS):
        part = text[at:at + kimi.SLICE_CHARS]
        start, run, space = 0, 0, part[0].isspace()
        for index, char in enumerate(part):
            if char.isspace() != space:
                run, space = 1, char.isspace()
            elif run == kimi.RUN_CHARS:
                yield part[start:index]
                start, run = index, 1
            else:
                run += 1
        yield part[start:]


class Peers(unittest.TestCase):
    def test_profiles_are_taken_out_of_a_manifest_and_nothing_else(self):
        manifest = '[package]\nname = "x"\n\n[profile.release]\nlto = "fat"\n# why\n[profile.a.package."*"]\nstrip = true\n'
        self.assertEqual(gigatoken_cold.PROFILES.sub("", manifest), '[package]\nname = "x"\n\n')
        self.assertEqual(gigatoken_cold.PROFILES.sub("", manifest + '\n[features]\nsimd = []\n'),
                         '[package]\nname = "x"\n\n[features]\nsimd = []\n')


class Texts(unittest.TestCase):
    def test_pieces_end_between_characters_and_are_the_text(self):
        text = ("x" * 4095 + "é") * 3 + "😀" * 3000
        pieces = kimi.chunks(text.encode())
        self.assertEqual("".join(piece.decode() for piece in pieces), text)
        self.assertGreater(len(pieces), 5)
        self.assertTrue(all(kimi.CHUNK_BYTES - 4 < len(piece) <= kimi.CHUNK_BYTES for piece in pieces[:-1]))

    def test_the_wrappers_cuts_are_those_of_counting_each_character(self):
        run = kimi.RUN_CHARS
        texts = ["a b" * 1000, "a" * run, "a" * (run + 1), " " * (2 * run + 5) + "b", "x " * 5 + "y" * (3 * run) + "\u3000",
                 "ab " * 140_000, "\x1c" * (run + 1), "a" * 390_000 + " " * 30_000]
        for text in texts:
            parts = list(kimi.wrapper_parts(text))
            self.assertEqual(parts, list(slow_parts(text)))
        self.assertEqual(len(list(kimi.wrapper_parts(texts[2]))), 2)

    def test_a_beginning_ends_between_characters(self):
        self.assertEqual(inputs.beginning("aéb".encode(), 2), b"a")
        self.assertEqual(inputs.beginning(b"ab", 5), b"ab")

    def test_the_large_file_has_its_size_and_the_lines_of_the_others(self):
        with inputs.working_folder(0) as folder:
            (folder / "a").write_bytes(b"one\ntwo\n")
            (folder / "b").write_bytes(b"three\n")
            large = inputs.large([folder / "a", folder / "b"], 140, folder).read_bytes()
        self.assertEqual(len(large), 140)
        self.assertEqual(set(large.splitlines()), {b"one", b"two", b"three"})


class Ids(unittest.TestCase):
    class Driver:
        def ask(self, action, path):
            return Answer(1.0, {"pass": 7, "whole": 6}[action], f"digest of {action}")

    def judged(self, tool, state, answer):
        cell = Cell(tool, state, "a", 1)
        Reference(self.Driver()).judge(cell, answer, pathlib.Path(__file__))
        return cell.ids

    def test_ids_are_compared_with_those_of_pieces_or_of_the_whole(self):
        self.assertEqual(self.judged("gigatoken", "cold", Answer(1, 7, "digest of pass")), SAME)
        self.assertEqual(self.judged("gigatoken", "whole", Answer(1, 7, "digest of pass")), DIFFERENT)
        self.assertEqual(self.judged("quicktok", "whole", Answer(1, 7, "whatever")), OTHER)

    def test_a_count_is_compared_as_a_number_and_decoding_with_the_file(self):
        self.assertEqual(self.judged("kimitok", "count", Answer(1, 6, "-")), SAME)
        self.assertEqual(self.judged("kimitok", "count", Answer(1, 7, "-")), DIFFERENT)
        own = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
        self.assertEqual(self.judged("quicktok", "decode", Answer(1, 6, own)), SAME)
        self.assertEqual(self.judged("quicktok", "decode", Answer(1, 6, "other")), DIFFERENT)

    def test_rounds_are_interleaved_and_ids_that_change_are_noticed(self):
        cells = [Cell(tool, "pass", "a", 1_000_000) for tool in ("one", "two", "three")]
        for cell in cells:
            cell.judge("right", "right")
        order = []

        def once(cell):
            order.append(cell.tool)
            if cell.tool == "three":
                raise Absent("it has ended")
            return 0.5, "wrong" if cell.tool == "two" and len(order) > 3 else "right"

        interleave(cells, 2, once, lambda text: None)
        self.assertEqual(order, ["one", "two", "three", "one", "two"])
        self.assertEqual([cell.ids for cell in cells], [SAME, DIFFERENT, ABSENT])
        self.assertEqual(megabytes_per_second(cells[0]), 2)


class Report(unittest.TestCase):
    def parts(self):
        cells = [Cell("kimitok", state, "prose", 10**6, SAME, [0.1, 0.2, 0.3]) for state in ("cold", "pass")]
        cells += [Cell("gigatoken", "cold", "prose", 10**6, ABSENT, why_absent="no such call"),
                  Cell("gigatoken", "pass", "prose", 10**6, DIFFERENT, [0.4, 0.4, 0.4])]
        return {"encode": {"about": ABOUT, "cells": cells}}

    def test_a_table_has_medians_quartiles_ratios_and_marks(self):
        text = report.results(self.parts())
        self.assertIn("| prose | 5.0 (4.0–6.7) | ≠ 2.5 (2.5–2.5) **2.00×** |", text)
        self.assertIn("≈ 1.2 **4.19×**", text)
        self.assertIn("gigatoken: no such call.", text)
        self.assertIn("Machine: a processor; a kernel. Versions: kimitok 1, gigatoken absent.", text)

    def test_the_readme_gets_the_ratios(self):
        self.assertIn("| pass | 2.0× | – | – | – |", report.readme_lines(self.parts()))

    def test_plots_are_xml_with_each_number(self):
        plots = report.plots(self.parts())
        self.assertEqual(set(plots), {"cold.svg", "pass.svg"})
        texts = [element.text for element in xml.etree.ElementTree.fromstring(plots["pass.svg"]).iter()]
        for shown in ("kimitok", "gigatoken", "prose", "5.0", "2.5", "MB/s"):
            self.assertIn(shown, texts)
        self.assertNotIn("tiktoken", texts)

    def test_ticks_are_round_and_reach_the_highest(self):
        for highest in (0.3, 7, 99, 100, 12345):
            steps = plot.ticks(highest)
            self.assertEqual(steps[0], 0)
            self.assertGreaterEqual(steps[-1], highest * 0.999)
            self.assertTrue(4 <= len(steps) - 1 <= 9, steps)


if __name__ == "__main__":
    unittest.main()
