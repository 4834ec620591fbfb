"""kimitok verify --golden: what passes, how a difference is told, and that nothing to check is a failure."""

import hashlib
import json
import subprocess

from program import PROGRAM, SMALL, TESTDATA, ProgramTest, main

MODEL_SHA256 = hashlib.sha256((SMALL / "tiktoken.model").read_bytes()).hexdigest()
GOOD = {"text": "\1\2", "ids": [1, 2]}
BAD = {"name": "wrong", "text": "\1\2\3", "ids": [1, 9, 3]}


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records)


class Passing(ProgramTest):
    def test_the_goldens_of_the_project_hold_with_any_number_of_threads(self):
        golden = TESTDATA / "golden" / "small.jsonl"
        records = golden.read_bytes().count(b"\n") - 1
        self.assertGreater(records, 300)
        for threads in ("1", "3"):
            with self.subTest(threads):
                self.expect(["verify", "--golden", golden, "-j", threads], "", err=f"kimitok: {records} passed, 0 failed\n")

    def test_a_directory_is_its_golden_files_at_any_depth(self):
        (self.dir / "d" / "deep").mkdir(parents=True)
        self.write("d/deep/c.jsonl", lines(GOOD, GOOD))
        self.write("d/b.jsonl", lines(GOOD) * 1000)
        self.write("d/a.jsonl", lines({"kimitok_golden": 1, "tiktoken_model_sha256": MODEL_SHA256}, GOOD))
        self.write("d/no.json", "x")
        self.expect(["verify", "--golden", "d", "--golden", "d/a.jsonl"], "", err="kimitok: 1,004 passed, 0 failed\n")

    def test_records_of_another_profile_are_counted_but_not_checked(self):
        self.write("g", lines(GOOD, BAD | {"profile": "Kimi-Other"}, GOOD | {"profile": "kimi-small"}))
        self.expect(["verify", "--golden", "g"], "",
                    err="kimitok: 2 passed, 0 failed, 1 of another profile not checked\n")

    def test_json(self):
        self.write("g", lines(GOOD))
        ended = self.run_program("verify", "--golden", "g", "--json")
        self.assertEqual(json.loads(ended.out), {
            "schema": 1, "passed": 1, "failed": 0, "broken": 0, "other_profile": 0, "failures": [],
            "checks": [{"suite": "golden", "file": "g", "line": 1, "status": "passed"}]})


class NothingChecked(ProgramTest):
    def test_is_a_failure(self):
        (self.dir / "empty").mkdir()
        self.write("header", lines({"kimitok_golden": 1}))
        self.write("other", lines(GOOD | {"profile": "Kimi-Other"}))
        for path, sentence in (("absent", "absent: there is no such golden file or directory"),
                               ("empty", "empty: the directory holds no golden file (*.jsonl, *.inp)"),
                               ("header", "header: the golden file holds no record"),
                               ("other", "no record was checked: none is for kimi-small")):
            with self.subTest(path):
                ended = self.run_program("verify", "--golden", path)
                self.assertEqual((ended.status, ended.out), (1, b""))
                self.assertIn(sentence, ended.err)

    def test_nor_is_it_forgiven_for_another_file(self):
        self.write("good", lines(GOOD))
        self.write("blank", "\n\n")
        self.assertEqual(self.run_program("verify", "--golden", "good", "--golden", "blank").status, 1)


class Failing(ProgramTest):
    def test_a_difference_is_told_in_full(self):
        self.write("g", lines(GOOD, BAD))
        self.expect(["verify", "--golden", "g"], "", 1,
                    'kimitok: g: line 2: wrong: ids: token 1 differs, at byte 1 of the text\n'
                    'kimitok:   expected 3 tokens, from 0: 1 "\\x01" >> 9 "\\t" << 3 "\\x03"\n'
                    'kimitok:   actual 3 tokens, from 0: 1 "\\x01" >> 2 "\\x02" << 3 "\\x03"\n'
                    'kimitok:   to see it: sed -n 2p g | kimitok encode --special all --chunking kimi --jsonl\n'
                    'kimitok: 1 passed, 1 failed\n')

    def test_the_command_that_is_named_shows_the_actual_ids(self):
        for record in ({"text": "it's \u6c49 $HOME `x` \"q\"", "ids": []}, {"text": "", "ids": [1]},
                       {"text": "-l", "special": "none", "ids": [1], "chunking": "none"},
                       {"text": "[BOS]\\[EOS]", "special": ["[EOS]"], "ids": []},
                       {"text": "\1\2\n", "special": "none", "ids": []},
                       {"b64": "/wE=", "ids": []}, {"parts": [["\1", 30], ["x", 1]], "ids": []}):
            with self.subTest(record):
                self.write("g'old", lines(GOOD, record))
                ended = self.run_program("verify", "-m", SMALL, "--golden", "g'old", "--json")
                self.assertEqual(ended.status, 1)
                failure, = json.loads(ended.out)["failures"]
                command = failure["command"]
                shell = f"kimitok() {{ '{PROGRAM}' \"$@\"; }}\n" + command
                shown = subprocess.run(["bash", "-c", shell], capture_output=True, cwd=self.dir, env=self.environment())
                self.assertEqual((shown.returncode, shown.stderr), (0, b""))
                ids = list(map(int, shown.stdout.split()))
                actual = failure["actual"]
                self.assertEqual(len(ids), actual["total"])
                self.assertEqual(ids[actual["begin"]:][:len(actual["tokens"])], [t["id"] for t in actual["tokens"]])

    def test_json_holds_every_failure(self):
        self.write("g", lines(BAD, GOOD, {"text": "a b", "pieces": ["a b"]}))
        ended = self.run_program("verify", "--golden", "g", "--json", "-q")
        report = json.loads(ended.out)
        self.assertEqual((ended.status, report["passed"], report["failed"]), (1, 1, 2))
        first, second = report["failures"]
        self.assertEqual((first["file"], first["line"], first["name"], first["check"], first["index"], first["byte"]),
                         ("g", 1, "wrong", "ids", 1, 1))
        self.assertEqual(first["expected"], {"total": 3, "begin": 0, "tokens": [
            {"id": 1, "text": "\1"}, {"id": 9, "text": "\t"}, {"id": 3, "text": "\3"}]})
        self.assertEqual((second["line"], second["problem"]), (3, "piece 0 differs"))
        self.assertEqual(second["actual"], {"total": 2, "begin": 0, "tokens": [{"text": "a"}, {"text": " b"}]})

    def test_max_failures_stops(self):
        self.write("g", lines(BAD, BAD, BAD, GOOD))
        ended = self.run_program("verify", "--golden", "g", "--max-failures", "2")
        self.assertEqual(ended.status, 1)
        self.assertIn("kimitok: 0 passed, 2 failed\n", ended.err)
        self.assertEqual(ended.err.count("token 1 differs"), 2)

    def test_another_vocabulary_is_a_mismatch_and_a_broken_record_bad_input(self):
        self.write("g", lines({"kimitok_golden": 1, "tiktoken_model_sha256": "0" * 64}, GOOD))
        ended = self.run_program("verify", "--golden", "g")
        self.assertEqual(ended.status, 4)
        self.assertIn(f"g: line 1: made with a tiktoken.model of SHA-256 {'0' * 64}, not {MODEL_SHA256}", ended.err)
        self.write("g", lines(GOOD, {"text": "a"}))
        ended = self.run_program("verify", "--golden", "g")
        self.assertEqual(ended.status, 3)
        self.assertIn("g: line 2: the record expects nothing\n", ended.err)

    def test_the_header_says_how_records_are_cut_that_do_not(self):
        text, ids = "the" * 8334, {}  # a cut falls after 25,000 letters, inside a word
        for chunking in ("kimi", "none"):
            ended = self.run_program("encode", "-t", text, "--chunking", chunking)
            ids[chunking] = list(map(int, ended.text.split()))
        self.assertTrue(ids["kimi"] != ids["none"])
        for header, expected, status in (({}, "kimi", 0), ({"chunking": "none"}, "none", 0),
                                         ({"chunking": "none"}, "kimi", 1), ({}, "none", 1)):
            with self.subTest(header=header, expected=expected):
                self.write("g", lines({"kimitok_golden": 1} | header, {"text": text, "ids": ids[expected]}))
                self.assertEqual(self.run_program("verify", "--golden", "g").status, status)
        self.write("g", lines({"kimitok_golden": 1, "chunking": "some"}, GOOD))
        self.expect(["verify", "--golden", "g"], "", 3,
                    'kimitok: g: line 1: "chunking" is not "kimi", "transformers" or "none"\n'
                    "kimitok: 0 passed, 0 failed, 1 could not be checked\n")


if __name__ == "__main__":
    main()
