"""Whatever is wrong with the input ends with one clear line, the documented status, and nothing half-written."""

import json
import shutil
import struct

from program import SMALL, ProgramTest, main


class Text(ProgramTest):
    def test_bytes_that_are_not_utf8_are_found_where_they_are(self):
        cases = [
            (b"\xff", 0), (b"ab\x80c", 2), (b"ab\xc3", 2), (b"\xe2\x82", 0), (b"a\xed\xa0\x80", 1),
            (b"\xc0\xaf", 0), (b"\xf4\x90\x80\x80", 0), (b"a " * 300_000 + b"\xfe" + b"a " * 300_000, 600_000),
        ]
        for text, byte in cases:
            with self.subTest(text[:8], byte=byte):
                for command in (["encode"], ["count"], ["encode", "--to", "u32"]):
                    self.expect_failure(command, 3, f"standard input: byte {byte}: not UTF-8", "--invalid-utf8",
                                        stdin=text)

    def test_a_long_record_that_fails_says_that_the_output_is_not_whole(self):
        text = b"\x01" * 3_000_000 + b"\xff"
        ended = self.run_program("encode", "--to", "u32", stdin=text)
        self.assertEqual(ended.status, 3)
        self.assertEqual(ended.err.splitlines()[1], "kimitok: warning: the output ends within a record")
        self.expect_failure(["encode", "-q", "--to", "u32", "-o", "out"], 3, "byte 3000000", stdin=text)
        self.assertEqual(self.names(), [])

    def test_a_line_that_is_not_utf8_is_named(self):
        self.write("a.txt", b"fine\nbad \xff\n")
        ended = self.run_program("encode", "-l", "a.txt")
        self.assertEqual(ended.status, 3)
        self.assertEqual(ended.out.count(b"\n"), 1, "the line before is whole, the bad one is not there")
        self.assertIn("a.txt: line 2, byte 4: not UTF-8", ended.err)

    def test_replacing_is_what_python_does(self):
        text = b"a\xff\xe2\x82b\xf0\x9f\x8c"
        self.expect(["encode", "--invalid-utf8", "replace", "--to", "text"], text.decode("utf-8", "replace"),
                    stdin=text)

    def test_bytes_come_back_as_they_were(self):
        text = bytes(range(256)) + b"\xe6\xbc\xe6\xbc\xa2\xf0\x9f"
        ids = self.run_program("encode", "--invalid-utf8", "bytes", stdin=text)
        self.assertEqual(ids.status, 0)
        self.expect(["decode"], text, stdin=ids.out)


class Files(ProgramTest):
    def test_a_missing_file_among_several_leaves_the_others(self):
        self.write("a", "a")
        self.expect(["encode", "a", "missing", "a"], "97\n97\n", status=6,
                    err="kimitok: missing: cannot open: No such file or directory\n")

    def test_fail_fast_stops_at_the_first_failure(self):
        self.write("a", "a")
        self.expect(["encode", "--fail-fast", "missing", "a"], "", status=6,
                    err="kimitok: missing: cannot open: No such file or directory\n")

    def test_the_highest_status_wins_whatever_comes_after(self):
        self.write("bad", b"\xff")
        self.write("a", "a")
        for order in (["bad", "missing", "a"], ["missing", "bad", "a"]):
            with self.subTest(order):
                ended = self.run_program("encode", *order)
                self.assertEqual((ended.status, ended.out, ended.err.count("\n")), (6, b"97\n", 2))

    def test_a_directory_is_not_a_text(self):
        self.expect_failure(["encode", "/"], 6, "/: cannot read: Is a directory")
        self.expect_failure(["decode", "/"], 6, "/: cannot read: Is a directory")

    def test_a_named_output_is_not_made_when_something_failed(self):
        self.write("a", "a")
        self.expect_failure(["encode", "-o", "out", "a", "missing"], 6, "missing")
        self.expect_failure(["encode", "--to", "u32", "--index", "index", "-o", "out", "a", "missing"], 6, "missing")
        self.assertEqual(self.names(), ["a"])

    def test_lists_of_files(self):
        self.expect_failure(["encode", "--files-from", "missing"], 6, "missing: cannot open")
        self.write("list", "a\n\nb\n")
        self.expect_failure(["encode", "--files-from", "list"], 3, "list", "empty file name")
        self.expect_failure(["encode", "-", "-"], 2, "standard input (-) can be read only once")


class Records(ProgramTest):
    def test_json_lines_name_line_and_reason(self):
        cases = [
            ("--jsonl", '{"text":"a"}\n{"text":1}\n', "line 2", 'the member "text" is not a string'),
            ("--jsonl", '{"txt":"a"}\n', "line 1", 'there is no member "text"'),
            ("--jsonl=x", '{"x":"a","x":"b"}', "line 1", 'the member "x" comes twice'),
            ("--jsonl", '{"text":"a"}\n\n{"text":"b"}\n', "line 2", "the line is empty"),
            ("--jsonl", '{"text":"a"', "line 1", "not JSON"),
            ("--jsonl", '{"text":"\\ud800"}', "line 1", "not JSON"),
            ("--jsonl", b'{"text":"\xff"}', "line 1", "not JSON"),
            ("--jsonl", "[1]", "line 1", "neither an object nor a string"),
            ("--segments", '{"text":"a"}', "line 1", "not an array of segments"),
            ("--segments", '[{"special":true}]', "line 1", 'a segment has no "text"'),
            ("--segments", '[{"text":"a","special":1}]', "line 1", "neither true nor false"),
            ("--segments", '[{"text":"a","extra":1}]', "line 1", '"extra"'),
        ]
        for flag, text, *sentences in cases:
            with self.subTest(text):
                ended = self.run_program("encode", flag, stdin=text)
                self.assertEqual(ended.status, 3)
                self.assertEqual(ended.err.count("\n"), 1)
                for sentence in sentences:
                    self.assertIn(sentence, ended.err)

    def test_ids_too_large_for_16_bits_are_refused_before_anything_is_written(self):
        self.expect_failure(["encode", "--tiktoken-model", self.large_vocabulary(), "--pattern", "kimi",
                             "--special-tokens", self.write("s", '{"<big>":70000}'), "--to", "u16", "-t", "ab<big>"],
                            3, "id 70000 does not fit into 16 bits", "--to u32")

    def large_vocabulary(self):
        return SMALL / "tiktoken.model"


class Usage(ProgramTest):
    def test_wrong_usage_is_status_2(self):
        cases = [
            (["encode", "--no-such-flag"], "--no-such-flag"),
            (["encod"], "encode"),
            (["encode", "--to", "nonsense"], "nonsense"),
            (["encode", "--max-tokens", "5x"], "5x"),
            (["encode", "--max-tokens", "-1"], "-1"),
            (["encode", "--max-tokens", "99999999999999999999"], "99999999999999999999"),
            (["encode", "-l", "-0"], ""),
            (["encode", "-t", "a", "file"], ""),
            (["encode", "--ordinary", "--special", "all"], ""),
            (["encode", "--chunk", "2", "--overlap", "2"], "--overlap"),
            (["encode", "--chunk", "0"], "--chunk"),
            (["encode", "--chunk", "2", "--out-pattern", "no number"], "%d"),
            (["encode", "--max-tokens", "1", "--bos", "--eos"], "--max-tokens"),
            (["encode", "--chunk", "2", "--to", "text"], "--out-pattern"),
            (["encode", "-j", "1025"], "1025"),
            (["encode", "--model"], "--model"),
        ]
        for args, sentence in cases:
            with self.subTest(args):
                self.expect_failure(args, 2, sentence)

    def test_an_unknown_special_token_is_status_3(self):
        self.expect_failure(["encode", "--special", "[NOPE]", "-t", "a"], 3, "[NOPE]")
        self.expect_failure(["encode", "--prepend", "99999999", "-t", "a"], 3, "99999999")

    def test_a_bad_environment_is_named(self):
        self.expect_failure(["encode", "-t", "a"], 2, "KIMITOK_THREADS", env={"KIMITOK_THREADS": "many"})


class Model(ProgramTest):
    model = None

    def copy(self):
        return shutil.copytree(SMALL, self.dir / "model")

    def test_no_model_says_how_to_name_one(self):
        self.expect_failure(["encode", "-t", "a"], 4, "no tokenizer named", "-m", "$KIMITOK_MODEL")

    def test_a_model_that_is_not_there(self):
        self.expect_failure(["encode", "-m", "missing", "-t", "a"], 4, "missing")
        self.expect_failure(["encode", "-m", ".", "-t", "a"], 4, "tiktoken.model")

    def test_a_vocabulary_file_needs_a_pattern(self):
        self.expect_failure(["encode", "-m", SMALL / "tiktoken.model", "-t", "a"], 2, "--pattern", "cl100k_base")
        self.expect(["encode", "-m", SMALL / "tiktoken.model", "--pattern", "cl100k_base", "-t", "a"], "97\n")

    def test_damaged_vocabularies_name_file_line_and_reason(self):
        lines = (SMALL / "tiktoken.model").read_bytes().split(b"\n")
        cases = {
            "base64": (lines[:299] + [b"!!!! 299"] + lines[300:], "line 300"),
            "rank": (lines[:299] + [lines[299].split()[0] + b" 29x"] + lines[300:], "line 300"),
            "twice": (lines[:299] + [lines[298]] + lines[300:], "line 300"),
            "gap": (lines[:299] + lines[300:], "300"),
            "empty line": (lines[:299] + [b""] + lines[300:], "line 300"),
            "missing byte": (lines[1:], ""),
            "nothing": ([], ""),
        }
        for name, (content, sentence) in cases.items():
            with self.subTest(name):
                model = self.copy()
                (model / "tiktoken.model").write_bytes(b"\n".join(content))
                self.expect_failure(["encode", "-m", "model", "-t", "a"], 4, "tiktoken.model", sentence)
                shutil.rmtree(model)

    def test_damaged_configs_name_file_and_key(self):
        whole = json.loads((SMALL / "tokenizer_config.json").read_text())
        first = min(whole["added_tokens_decoder"], key=int)
        cases = {
            "not JSON": "{",
            "not an object": "[]",
            "added_tokens_decoder": json.dumps({"bos_token": "[BOS]"}),
            "bos_token": json.dumps(whole | {"bos_token": 5}),
            "content": json.dumps(whole | {"added_tokens_decoder": {first: {"content": 7}}}),
            "99999": json.dumps(whole | {"added_tokens_decoder": {"99999": {"content": "<x>"}}}),
        }
        for sentence, content in cases.items():
            with self.subTest(sentence):
                model = self.copy()
                (model / "tokenizer_config.json").write_text(content)
                self.expect_failure(["encode", "-m", "model", "-t", "a"], 4, "tokenizer_config.json",
                                    sentence if sentence[:3] != "not" else "")
                shutil.rmtree(model)

    def test_a_large_file_pointer_says_how_to_get_the_file(self):
        model = self.copy()
        (model / "tiktoken.model").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")
        self.expect_failure(["encode", "-m", "model", "-t", "a"], 4, "git lfs pull")


class Ids(ProgramTest):
    def test_text_ids_are_strict(self):
        cases = [("97 9x", "line 1, column 5"), ("97\n-1", "line 2, column 1"), ("1.5", "line 1, column 2"),
                 ("97 99999999999", "line 1, column 4"), ("97\n 9999999", "line 2, column 2")]
        for text, where in cases:
            with self.subTest(text):
                ended = self.run_program("decode", stdin=text)
                self.assertEqual(ended.status, 3)
                self.assertIn(where, ended.err)

    def test_truncated_numbers_are_found(self):
        npy = self.run_program("encode", "-m", SMALL, "--to", "npy", "-t", "a\x01b").out
        cases = [("u32", b"\x61\0\0\0\x62\0"), ("u16", b"\x61"), ("npy", npy[:-1]), ("npy", npy[:20]), ("npy", npy + b"x"),
                 ("npy", b"\x93NUMPY"), ("u32", struct.pack("<I", 5_000_000))]
        for form, data in cases:
            with self.subTest(form, size=len(data)):
                ended = self.run_program("decode", "--from", form, stdin=data)
                self.assertEqual(ended.status, 3)
                self.assertRegex(ended.err, r"\Akimitok: [^\n]+\n\Z")


if __name__ == "__main__":
    main()
