"""kimitok decode: the forms of ids, records, errors, special tokens, streams and JSON.

A byte's id in the small vocabulary is the byte, and control characters are in no longer token.
"""

import base64
import json
import os
import random
import struct
import subprocess

from program import PROGRAM, SMALL, ProgramTest, main

CONFIG = json.loads((SMALL / "tokenizer_config.json").read_text())
IDS = {entry["content"]: int(id) for id, entry in CONFIG["added_tokens_decoder"].items()}
EOS = IDS[CONFIG["eos_token"]]
NOT_FLAGGED = next(int(id) for id, entry in CONFIG["added_tokens_decoder"].items() if not entry["special"])
EMOJI = "\U0001F30D".encode()


def numbers(values):
    return " ".join(map(str, values))


class Forms(ProgramTest):
    def test_exactly_the_bytes_and_no_line_end(self):
        self.expect(["decode"], b"ab\n", stdin="97 98 10")
        self.expect(["decode"], b"\0\xff\r\n", stdin="0,255\n13\t10\r\n")
        self.expect(["decode"], b"", stdin="")
        self.expect(["decode", "--id", "97", "--id", "98"], b"ab")

    def test_the_form_is_told_by_the_first_bytes(self):
        for given, expected in (("[97, 98]", b"ab"), ("[[97],[98]]", b"ab"), ("[97]\n[98]\n", b"ab"),
                                ('{"n":1,"ids":[97]}\n{"ids":[98]}\n', b"ab"), (" \n97", b"a")):
            with self.subTest(given):
                self.expect(["decode"], expected, stdin=given)

    def test_raw_numbers_have_to_be_named(self):
        self.expect(["decode", "--from", "u32"], b"ab", stdin=struct.pack("<2I", 97, 98))
        self.expect(["decode", "--from", "i32"], b"ab", stdin=struct.pack("<2i", 97, 98))
        self.expect(["decode", "--from", "u16"], b"ab", stdin=struct.pack("<2H", 97, 98))
        self.expect_failure(["decode"], 3, "line 1, column 1: byte 0x01 is not part of a decimal id",
                            stdin=struct.pack("<I", 1))

    def test_every_form_encode_writes_is_read(self):
        text = "na\u00efve caf\u00e9 \U0001F30D \u6c49\u5b57 [BOS]<|im_end|>\r\n\0" * 2000
        self.write("text", text)
        for form in ("ids", "lines", "json", "jsonl", "u32", "u16", "i32", "npy"):
            with self.subTest(form):
                ids = self.run_program("encode", "--to", form, "text")
                self.assertEqual(ids.status, 0, ids.err)
                named = [] if form in ("ids", "lines", "json", "jsonl", "npy") else ["--from", form]
                self.expect(["decode", *named], text, stdin=ids.out)

    def test_several_inputs_and_files(self):
        self.write("a", "97")
        self.write("b", "[98]")
        self.expect(["decode", "a", "-", "b"], b"acb", stdin="99")


class Records(ProgramTest):
    def test_lines_and_nul(self):
        self.expect(["decode", "-l"], b"a\n\nbc\n", stdin="97\n\n98 99")
        self.expect(["decode", "-0"], b"a\0bc\0", stdin="97\n\x0098 99\0")

    def test_records_of_json_end_as_asked(self):
        self.expect(["decode", "-l"], b"a\n\nb\n", stdin="[[97],[],[98]]")
        self.expect(["decode", "-0"], b"a\0b\0", stdin='{"ids":[97]}\n{"ids":[98]}')

    def test_what_encode_wrote_by_record_comes_back(self):
        for flag, end in (("-l", b"\n"), ("-0", b"\0")):
            text = end.join([b"one", b"", b"two  words", b"\xe6\xb1\x89"]) + end
            for form in ("ids", "jsonl", "json"):
                with self.subTest(flag=flag, form=form):
                    ids = self.run_program("encode", flag, "--to", form, stdin=text).out
                    self.expect(["decode", flag], text, stdin=ids)


class BadIds(ProgramTest):
    def test_each_is_named_with_its_place_after_the_text_before_it(self):
        for given, out, sentence in (
                ("97 x", b"a", "line 1, column 4: 'x' is not part of a decimal id"),
                ("97\n-1", b"a", "line 2, column 1: '-' is not part of a decimal id"),
                ("97\n98 99999999", b"ab", "line 2, column 4: token 2: the vocabulary has no id 99999999"),
                ("4294967296", b"", "line 1, column 1: the number does not fit an id (32 bits)"),
                ("[97, 98", b"a", "line 1, column 8: the JSON ends within a value"),
                ('{"id":[97]}', b"", 'line 1, column 11: the object has no member "ids"')):
            with self.subTest(given):
                ended = self.run_program("decode", stdin=given)
                self.assertEqual(ended, (3, out, f"kimitok: standard input: {sentence}\n"))

    def test_raw_numbers_by_their_offset(self):
        self.expect(["decode", "--from", "u32"], b"a", 3,
                    "kimitok: standard input: byte 4: the last number has 1 of its 4 bytes\n",
                    stdin=b"a\0\0\0b")
        self.expect(["decode", "--from", "i32"], b"", 3,
                    "kimitok: standard input: byte 0: a negative number is no id\n", stdin=struct.pack("<i", -1))

    def test_a_file_that_fails_does_not_stop_the_others(self):
        self.write("bad", "97 ?")
        self.write("good", "98")
        ended = self.run_program("decode", "bad", "absent", "good")
        self.assertEqual((ended.status, ended.out), (6, b"ab"))
        self.assertIn("bad: line 1, column 4", ended.err)
        self.assertIn("absent: cannot open", ended.err)
        ended = self.run_program("decode", "--fail-fast", "bad", "good")
        self.assertEqual((ended.status, ended.out), (3, b"a"))

    def test_a_named_output_appears_whole_or_not_at_all(self):
        self.expect(["decode", "-o", "out"], b"", stdin="97 98")
        self.assertEqual((self.dir / "out").read_bytes(), b"ab")
        self.assertEqual(self.run_program("decode", "-o", "out", stdin="99 x").status, 3)
        self.assertEqual((self.dir / "out").read_bytes(), b"ab")
        self.assertEqual(self.names(), ["out"])

    def test_id_goes_alone_and_pieces_with_json(self):
        self.expect_failure(["decode", "--id", "1000000"], 3, "--id: token 0: the vocabulary has no id 1000000")
        self.expect_failure(["decode", "--id", "1", "file"], 2)
        self.expect_failure(["decode", "--pieces"], 2, "--json")

    def test_a_full_disk_is_an_error(self):
        with open("/dev/full", "wb") as full:
            ended = self.run_program("decode", stdin="97", stdout=full)
        self.assertEqual(ended.status, 6)
        self.assertIn("standard output: cannot write", ended.err)


class Errors(ProgramTest):
    def test_bytes_replace_and_strict(self):
        broken = numbers([97, *EMOJI[:3], 98, 255])
        self.expect(["decode"], b"a" + EMOJI[:3] + b"b\xff", stdin=broken)
        self.expect(["decode", "--errors", "replace"], "a\ufffdb\ufffd", stdin=broken)
        self.expect(["decode", "--errors", "strict"], b"a", 3,
                    "kimitok: standard input: record 1, token 1: the decoded bytes are not UTF-8 from 0xf0 on; "
                    "--errors replace or bytes lets them through\n", stdin=broken)
        self.expect(["decode", "--errors", "strict"], EMOJI, stdin=numbers(EMOJI))

    def test_replace_is_what_python_does(self):
        generator = random.Random(20240607)
        units = [b"a", EMOJI, b"\xe6\xb1\x89", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90", b"\xe6\xb1", b"\x80", b"\xff"]
        for _ in range(40):
            given = b"".join(generator.choices(units, k=12))
            self.expect(["decode", "--errors", "replace"], given.decode(errors="replace"), stdin=numbers(given))


class SpecialTokens(ProgramTest):
    def test_skipping(self):
        given = numbers([1, IDS["[BOS]"], 2, NOT_FLAGGED, 3])
        name = CONFIG["added_tokens_decoder"][str(NOT_FLAGGED)]["content"].encode()
        self.expect(["decode"], b"\1[BOS]\2" + name + b"\3", stdin=given)
        self.expect(["decode", "--skip-special"], b"\1\2" + name + b"\3", stdin=given)
        self.expect(["decode", "--skip-special=all"], b"\1\2\3", stdin=given)
        self.expect(["decode", "--skip-special=" + name.decode()], b"\1[BOS]\2\3", stdin=given)
        self.expect_failure(["decode", "--skip-special=[NONE]"], 3, "[NONE]", stdin=given)

    def test_stopping(self):
        given = f"97 {EOS} 98 99999999"
        self.expect(["decode", "--eos"], b"a", stdin=given)
        self.expect(["decode", "--eos", "--include-stop"], b"a" + CONFIG["eos_token"].encode(), stdin=given)
        self.expect(["decode", "--stop-at", "98", "--stop-at", CONFIG["eos_token"]], b"a", stdin=given)
        self.expect(["decode", "--stop-at", "98", "-l"], b"a\nc\n", stdin="97 98 99\n99 98")


class Json(ProgramTest):
    def test_text_or_base64_for_each_record(self):
        given = "97 10\n" + numbers(EMOJI) + "\n255"
        self.expect(["decode", "-l", "--json"], '{"text":"a\\n"}\n{"text":"\U0001F30D"}\n{"base64":"/w=="}\n',
                    stdin=given)
        self.expect(["decode", "--json"], '{"text":""}\n', stdin="")
        self.expect(["decode", "--json", "--errors", "replace"], '{"text":"\ufffd"}\n', stdin="255")

    def test_pieces(self):
        ended = self.run_program("decode", "--json", "--pieces", "--stop-at", "98",
                                 stdin=numbers([97, *EMOJI, 98, 99]))
        record = json.loads(ended.out)
        self.assertEqual(record["text"], "a\U0001F30D")
        self.assertEqual(record["pieces"][0], {"id": 97, "text": "a"})
        self.assertEqual([piece["id"] for piece in record["pieces"]], [97, *EMOJI])
        self.assertEqual(base64.b64decode(record["pieces"][1]["base64"]), EMOJI[:1])


class Streams(ProgramTest):
    def stream(self, *flags):
        process = subprocess.Popen([PROGRAM, "decode", "--stream", *flags], stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(process.wait)
        for pipe in (process.stdin, process.stdout, process.stderr):
            self.addCleanup(pipe.close)
        return process

    def send(self, process, *ids):
        process.stdin.write((numbers(ids) + "\n").encode())
        process.stdin.flush()

    def test_each_whole_character_is_written_at_once_and_a_tail_at_the_end(self):
        process = self.stream()
        self.send(process, 97)
        self.assertEqual(os.read(process.stdout.fileno(), 100), b"a")
        self.send(process, *EMOJI[:2])
        self.send(process, *EMOJI[2:], 98)
        self.assertEqual(process.stdout.read(5), EMOJI + b"b")
        self.send(process, *EMOJI[:3])
        process.stdin.close()
        self.assertEqual(process.stdout.read(), EMOJI[:3])
        self.assertEqual((process.wait(), process.stderr.read()), (0, b""))

    def test_strict_fails_at_an_unfinished_end(self):
        ended = self.run_program("decode", "--stream", "--errors", "strict", stdin=numbers([97, *EMOJI[:2]]))
        self.assertEqual((ended.status, ended.out), (3, b"a"))

    def test_memory_does_not_grow_with_the_input(self):
        process = self.stream("--from", "u32")
        block = struct.pack("<I", 97) * 16384
        with open(os.devnull, "wb") as sink:
            copier = subprocess.Popen(["cat"], stdin=process.stdout, stdout=sink)
            self.addCleanup(copier.wait)
            peaks = []
            for megabytes in (4, 64):
                for _ in range(megabytes * 16):
                    process.stdin.write(block)
                process.stdin.flush()
                with open(f"/proc/{process.pid}/status") as status:
                    peaks.append(next(int(line.split()[1]) for line in status if line.startswith("VmHWM")))
            process.stdin.close()
            self.assertEqual(process.wait(), 0)
        self.assertLess(peaks[1] - peaks[0], 4096)


if __name__ == "__main__":
    main()
