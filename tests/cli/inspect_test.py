"""kimitok inspect: what the tokenizer is, look-ups, lists, and how text is cut."""

import base64
import hashlib
import json
import os
import pty
import re
import struct

from program import SMALL, TESTDATA, ProgramTest, main


class Inspect(ProgramTest):
    def inspect(self, *args, status=0, err="", **more):
        ended = self.run_program("inspect", *args, **more)
        self.assertEqual((ended.status, ended.err), (status, err), ended)
        return ended.text

    def rows(self, *args, **more):
        return [line.split("\t") for line in self.inspect(*args, **more).split("\n")[:-1]]

    def document(self, *args, **more):
        found = json.loads(self.inspect("--json", *args, **more))
        self.assertEqual(found.pop("schema"), 1)
        return found


class Model(Inspect):
    def test_the_page_names_files_with_digests_counts_and_tokens(self):
        page = self.inspect()
        for name in ("tiktoken.model", "tokenizer_config.json", "config.json"):
            content = (SMALL / name).read_bytes()
            self.assertIn(f"{len(content)} bytes, SHA-256 {hashlib.sha256(content).hexdigest()}\n", page)
        for line in ("kind                kimi", "special names       k2", "mergeable tokens    4096, ids below 4096",
                     "special tokens      256: 17 named, 239 reserved", "all tokens          4352, ids below 4352",
                     "pattern             kimi", "chunking            kimi",
                     "vocab_size          4352, every id is below it", "bos_token           4096 [BOS]",
                     "named               4110 <|tool_call_argument_begin|> (not flagged as special)"):
            self.assertIn(line + "\n", page)

    def test_as_json(self):
        model = self.document()["model"]
        self.assertEqual(model["roles"], {"bos": 4096, "eos": 4097, "unk": 4350, "pad": 4351})
        self.assertEqual((model["mergeable"], model["named"], model["reserved"], model["total"], model["end_id"]),
                         (4096, 17, 239, 4352, 4352))
        self.assertEqual((model["config_vocab_size"], model["fits_config"]), (4352, True))
        self.assertEqual(len(model["specials"]), 17)
        self.assertNotIn(4110, model["skip_special"])
        longest = self.rows("--id", str(model["longest_token"]["id"]))[0]
        self.assertEqual(len(longest[2]), 2 * model["longest_token"]["bytes"])

    def test_a_vocab_size_that_is_too_small_is_said(self):
        for name in ("tiktoken.model", "tokenizer_config.json"):
            self.write(name, (SMALL / name).read_bytes())
        self.write("config.json", '{"vocab_size": 4351}')
        self.assertIn("vocab_size          4351, too small for the highest id, 4351\n", self.inspect("-m", "."))
        self.assertEqual(self.document("-m", ".")["model"]["fits_config"], False)
        (self.dir / "config.json").unlink()
        self.assertIn("vocab_size          not known\n", self.inspect("-m", "."))
        self.assertIsNone(self.document("-m", ".")["model"]["fits_config"])

    def test_no_tokenizer_is_a_failure(self):
        self.expect_failure(["inspect", "-m", "nowhere"], 4, "nowhere")


class LookUps(Inspect):
    def test_what_is_found_is_printed_in_the_order_of_the_flags(self):
        self.expect(["inspect", "--special-name", "[EOS]", "--bytes", "48656C 6c6f", "--id", "10", "--token", "\\", "--id",
                     "4096"],
                    "10\tbyte\t0a\t\\n\n"
                    "4096\tspecial\t5b424f535d\t[BOS]\n"
                    "92\tbyte\t5c\t\\\\\n"
                    "2132\tbase\t48656c6c6f\tHello\n"
                    "4097\tspecial\t5b454f535d\t[EOS]\n")

    def test_what_is_not_found_ends_with_1_after_the_others(self):
        ended = self.run_program("inspect", "--id", "4352", "--id", "65", "--token", "[EOS]")
        self.assertEqual((ended.status, ended.text), (1, "65\tbyte\t41\tA\n"))
        self.assertEqual(ended.err, "kimitok: --id: no token has the id 4352\n"
                                    "kimitok: --token: no token is the text [EOS]; --special-name finds the special "
                                    "token of that name\n")

    def test_what_makes_no_sense_is_wrong_usage(self):
        for flags in (["--id", "x"], ["--id", "-1"], ["--bytes", "abc"], ["--bytes", "zz"], ["--search", "("]):
            with self.subTest(flags):
                self.expect_failure(["inspect", *flags], 2, flags[0])

    def test_as_json(self):
        tokens = self.document("--id", "255", "--special-name", "<|tool_call_end|>")["tokens"]
        self.assertEqual(tokens, [
            {"id": 255, "kind": "byte", "rank": 255, "hex": "ff", "text": None},
            {"id": 4111, "kind": "special", "rank": None, "hex": b"<|tool_call_end|>".hex(), "text":
             "<|tool_call_end|>", "reserved": False, "special": False}])


class Lists(Inspect):
    def vocabulary(self):
        """id -> bytes, read from the vocabulary file without kimitok."""
        lines = (SMALL / "tiktoken.model").read_text().split()
        return {int(rank): base64.b64decode(token) for token, rank in zip(lines[::2], lines[1::2])}

    def test_the_list_holds_every_token_exactly(self):
        rows = self.rows("--list")
        listed = {int(row[0]): bytes.fromhex(row[2]) for row in rows}
        self.assertEqual(len(rows), 4352)
        self.assertTrue(all(len(row) == 4 for row in rows))
        self.assertEqual({id: token for id, token in listed.items() if id < 4096}, self.vocabulary())
        self.assertEqual([listed[4096], listed[4101]], [b"[BOS]", b"<|reserved_token_4101|>"])

    def test_lines_of_json_hold_the_same(self):
        tokens = [json.loads(line) for line in self.inspect("--list", "--to", "jsonl").split("\n")[:-1]]
        self.assertEqual([[str(t["id"]), t["kind"], t["hex"]] for t in tokens], [r[:3] for r in self.rows("--list")])
        self.assertEqual(tokens, self.document("--list")["tokens"])
        for token in tokens:
            if token["text"] is not None:
                self.assertEqual(token["text"].encode().hex(), token["hex"])

    def test_token_bytes_is_an_array_of_lengths_with_0_for_special_tokens(self):
        self.expect(["inspect", "--list", "--to", "token-bytes", "-o", "lengths.npy"], "")
        data = (self.dir / "lengths.npy").read_bytes()
        self.assertEqual(data[:8], b"\x93NUMPY\x01\0")
        begin = 10 + struct.unpack("<H", data[8:10])[0]
        self.assertRegex(data[10:begin].decode(), r"'descr': '<i4'.*'shape': \( *4352,\)")
        lengths = list(struct.unpack("<4352i", data[begin:]))
        self.assertEqual(lengths, [len(self.vocabulary().get(id, b"")) for id in range(4352)])

    def test_specials(self):
        named, reserved, every = (self.rows("--specials"), self.rows("--specials=reserved"), self.rows("--specials=all"))
        self.assertEqual(named[0], ["4096", "[BOS]", "special"])
        self.assertIn(["4107", "<|tool_calls_section_begin|>", "ordinary"], named)
        self.assertEqual((len(named), len(reserved), len(every)), (17, 239, 256))
        self.assertEqual(reserved[0], ["4101", "<|reserved_token_4101|>", "reserved"])
        self.assertEqual(sorted(named + reserved), every)
        self.assertEqual(self.document("--specials")["specials"][0],
                         {"id": 4096, "name": "[BOS]", "reserved": False, "special": True})

    def test_search_and_substring(self):
        vocabulary = self.vocabulary()
        with_th = [id for id, token in sorted(vocabulary.items()) if b" th" in token]
        self.assertGreater(len(with_th), 3)
        self.assertEqual([int(row[0]) for row in self.rows("--substring", " th")], with_th)
        self.assertEqual([int(row[0]) for row in self.rows("--substring", " th", "--limit", "2")], with_th[:2])
        self.assertEqual(self.rows("--search", "^[.]$"), [["46", "byte", "2e", "."]])
        self.assertEqual(self.rows("--search", r"^\\xff$"), [["255", "byte", "ff", "\\xff"]])
        for text in (row[3] for row in self.rows("--search", r"^\p{Han}{2}$")):
            self.assertRegex(text, "^[\u4e00-\u9fff]{2}$")
        self.assertEqual([row[1] for row in self.rows("--search", r"^\[EOS")], ["special"])

    def test_a_search_that_finds_nothing_says_no(self):
        self.expect(["inspect", "--search", "^zqx{9}"], "", status=1)
        self.expect(["inspect", "--substring", "zqxzqx"], "", status=1)
        self.expect(["inspect", "--substring", "a", "--limit", "0"], "")
        self.assertEqual(self.document("--substring", "zqxzqx", status=1)["tokens"], [])

    def test_unreachable_lists_tokens_whose_text_is_encoded_otherwise(self):
        ranks = (SMALL / "tiktoken.model").read_text() + "YSBi 4096\n"  # "a b", which the pattern cuts
        self.write("small.tiktoken", ranks)
        flags = ["-m", "small.tiktoken", "--pattern", "kimi", "--unreachable"]
        self.assertIn("4096\tbase\t612062\ta b", self.inspect(*flags).split("\n"))
        self.assertEqual(self.rows("--unreachable"), [])


class Texts(Inspect):
    def test_pieces_without_color_are_joined_with_bars(self):
        self.expect(["inspect", "--pieces", "-t", "Hello, world!"], "Hello│,│·world│!\n")
        self.expect(["inspect", "--pieces", "-t", ""], "\n")
        self.expect(["inspect", "--pieces", "-t", "\x01\x1b[31m"], self.bars("\x01\x1b[31m"))

    def bars(self, text):
        """What --pieces shows of ASCII text without blanks, from what encode and decode say."""
        ids = self.run_program("encode", "-t", text).text.split()
        shown = [self.run_program("decode", stdin=id).text for id in ids]
        return "│".join(re.sub(r"[\x00-\x1f]", lambda m: f"\\x{ord(m[0]):02x}", piece) for piece in shown) + "\n"

    def test_a_split_character_is_shown_once_with_all_its_ids(self):
        ids = self.run_program("encode", "-t", "\U00010330").text.split()  # a rare letter
        self.assertGreater(len(ids), 1)
        self.expect(["inspect", "--pieces", "-t", "\U00010330"], f"\U00010330⟨{'+'.join(ids)}⟩\n")
        self.expect(["inspect", "--pieces", "--invalid-utf8", "bytes"], "⟨ff⟩│⟨f0⟩\n", stdin=b"\xff\xf0")

    def test_text_alone_shows_pieces_and_a_table(self):
        self.expect(["inspect", "-t", "Hello<|im_end|>\n"],
                    "Hello│<|im_end|>│↵\n"
                    "\n"
                    "index    id  kind     rank  bytes  chars  hex                   text\n"
                    "    0  2132  base     2132    0-5    0-5  48656c6c6f            \"Hello\"\n"
                    "    1  4098  special     -   5-15   5-15  3c7c696d5f656e647c3e  \"<|im_end|>\"\n"
                    "    2    10  byte       10  15-16  15-16  0a                    \"\\n\"\n")

    def test_special_policy_and_added_tokens(self):
        self.assertIn("special", self.inspect("--table", "-t", "<|im_end|>"))
        self.assertNotIn("special", self.inspect("--table", "--ordinary", "-t", "<|im_end|>"))
        tokens = self.document("--bos", "--append", "<|im_end|>", "-t", "Hello")["records"][0]["tokens"]
        self.assertEqual([(t["index"], t["id"], t["bytes"]) for t in tokens],
                         [(0, 4096, None), (1, 2132, [0, 5]), (2, 4098, None)])
        self.expect_failure(["inspect", "--special", "error", "-t", "<|im_end|>"], 3, "<|im_end|>")
        self.expect_failure(["inspect", "--prepend", "nonsense", "-t", "a"], 3, "--prepend")

    def test_json_agrees_with_encode(self):
        for line in (TESTDATA / "golden" / "small.jsonl").read_text().split("\n")[1:60]:
            golden = json.loads(line)
            if not isinstance(golden.get("text"), str) or "ids" not in golden or "\0" in golden["text"]:
                continue
            with self.subTest(golden["name"]):
                record, = self.document("--table", "--pretokens", "--special", golden["special"], "--chunking",
                                        golden["chunking"], "-", stdin=golden["text"])["records"]
                self.assertEqual([token["id"] for token in record["tokens"]], golden["ids"])
                self.assertEqual([id for piece in record["pieces"] for id in piece["ids"]], golden["ids"])
                self.assertEqual("".join(piece["text"] for piece in record["pieces"]), golden["text"])

    def test_pretokens_and_merges(self):
        self.assertEqual(self.inspect("--pretokens", "-t", "it's <|im_end|>"),
                         "piece  kind     bytes  tokens  text\n"
                         "    0  pattern    0-4       " + str(self.size("it's")) + "  \"it's\"\n"
                         "    1  pattern    4-5       1  \" \"\n"
                         "    2  special   5-15       1  \"<|im_end|>\"\n")
        piece, = self.document("--merges", "-t", " world")["records"][0]["pieces"]
        last = piece["merges"][-1]
        self.assertEqual((last["begin"], last["end"], last["id"]), (0, 6, 1378))
        self.assertEqual(piece["ids"], [1378])
        for step in piece["merges"]:
            part = " world"[step["begin"]:step["end"]].encode().hex()
            self.assertEqual(self.rows("--bytes", part)[0][0], str(step["id"]))
        table = self.inspect("--merges", "-t", " world").split("\n")
        self.assertEqual(len(table), len(piece["merges"]) + 2)
        self.assertRegex(table[-2], r'^ +0 +1378  ".*" +".*" +1378  " world"$')

    def size(self, text):
        return len(self.run_program("encode", "-t", text).text.split())

    def test_several_records_have_titles(self):
        self.write("a", "Hello\n\nHello")
        self.expect(["inspect", "--pieces", "-l", "a"],
                    "==> a:1 <==\nHello\n\n==> a:2 <==\n\n\n==> a:3 <==\nHello\n")
        self.expect(["inspect", "--pieces", "-t", "Hello", "-t", "!"],
                    "==> --text (record 0) <==\nHello\n\n==> --text (record 1) <==\n!\n")
        records = self.document("-l", "a")["records"]
        self.assertEqual([(r["index"], r["source"], r["line"]) for r in records],
                         [(0, "a", 1), (1, "a", 2), (2, "a", 3)])

    def test_segments_are_tokenized_on_their_own(self):
        line = '[{"text":"Hello<|im_end|>","special":true},{"text":"<|im_end|>"}]\n'
        tokens = self.document("--segments", "-", stdin=line)["records"][0]["tokens"]
        self.assertEqual([t["id"] for t in tokens[:2]], [2132, 4098])
        self.assertEqual({t["kind"] for t in tokens[2:]} & {"special"}, set())
        self.assertEqual((tokens[2]["bytes"][0], tokens[-1]["bytes"][1]), (15, 25))

    def test_an_input_that_fails_does_not_hide_the_others(self):
        self.write("bad", b"a\xff")
        ended = self.run_program("inspect", "--json", "bad", "missing", "--files-from", "/dev/null")
        self.assertEqual(ended.status, 6)
        self.assertEqual(json.loads(ended.text), {"schema": 1, "records": []})
        self.assertIn("byte 1", ended.err)
        self.write("good", "Hello")
        ended = self.run_program("inspect", "--pieces", "bad", "good")
        self.assertEqual((ended.status, ended.text), (3, "==> good (record 1) <==\nHello\n"))

    def test_standard_input_is_read_only_when_asked(self):
        self.expect(["inspect", "--pieces"], "Hello\n", stdin="Hello")
        self.expect(["inspect", "--pieces", "-"], "Hello\n", stdin="Hello")
        self.assertTrue(self.inspect(stdin="Hello").startswith("kind "))


class Terminals(Inspect):
    def on_terminal(self, *args, **env):
        """(status, what a terminal got)"""
        lead, follow = pty.openpty()
        try:
            ended = self.run_program("inspect", *args, stdout=follow, env={"TERM": "xterm", **env})
            os.close(follow)
            follow = None
            shown = b""
            while True:
                try:
                    block = os.read(lead, 65536)
                except OSError:
                    break
                if not block:
                    break
                shown += block
        finally:
            os.close(lead)
            if follow is not None:
                os.close(follow)
        return ended.status, shown.decode().replace("\r\n", "\n"), ended.err

    def test_color_is_for_terminals(self):
        pieces = ["--pieces", "-t", "Hello, world!"]
        colored = self.on_terminal(*pieces)[1]
        self.assertEqual(re.sub("\x1b[^m]*m", "", colored), "Hello,·world!\n")
        backgrounds = re.findall("48;5;([0-9]+)m", colored)
        self.assertEqual(len(set(backgrounds)), 4)
        plain = "Hello│,│·world│!\n"
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
            with self.subTest(env):
                self.assertEqual(self.on_terminal(*pieces, **env)[1], plain)
        self.assertEqual(self.on_terminal("--color", "never", *pieces)[1], plain)
        self.assertEqual(self.inspect(*pieces, env={"FORCE_COLOR": "1"}), colored)
        self.assertEqual(self.inspect("--color", "always", *pieces, env={"NO_COLOR": "1"}), colored)
        self.assertEqual(self.inspect(*pieces), plain)

    def test_text_cannot_command_the_terminal(self):
        for flags in (["--pieces"], ["--table"], ["--pretokens"], ["--merges"]):
            for color in ("never", "always"):
                with self.subTest(flags=flags, color=color):
                    shown = self.on_terminal("--color", color, *flags, "-t", "\x1b[2J\x07\u202e\x9b")[1]
                    self.assertTrue(shown)
                    allowed = re.sub("\x1b\\[(0|38;5;16;48;5;[0-9]+)m", "", shown)
                    self.assertNotRegex(allowed, "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]")

    def test_a_narrow_terminal_shortens_the_text_of_the_table(self):
        text = "internationalization" * 3
        wide = self.on_terminal("--pretokens", "-t", text, COLUMNS="200")[1]
        narrow = self.on_terminal("--pretokens", "-t", text, COLUMNS="50")[1]
        self.assertIn(text, wide)
        self.assertNotIn(text, narrow)
        self.assertIn("…", narrow)
        self.assertTrue(all(len(line) <= 50 for line in narrow.split("\n")))
        self.assertIn(text, self.inspect("--pretokens", "-t", text, env={"COLUMNS": "50"}))

    def test_binary_is_not_written_to_a_terminal(self):
        status, shown, err = self.on_terminal("--list", "--to", "token-bytes")
        self.assertEqual((status, shown), (2, ""))
        self.assertIn("terminal", err)


class Outputs(Inspect):
    def test_a_full_disk_is_reported(self):
        for flags in ([], ["--list"], ["--id", "1"], ["-t", "a"]):
            with self.subTest(flags):
                with open("/dev/full", "wb") as full:
                    ended = self.run_program("inspect", *flags, stdout=full)
                self.assertEqual(ended.status, 6)
                self.assertRegex(ended.err, r"\Akimitok: standard output: [^\n]+\n\Z")

    def test_a_file_appears_only_when_all_went_well(self):
        self.expect(["inspect", "--pieces", "-t", "Hello", "-o", "out"], "")
        self.assertEqual((self.dir / "out").read_text(), "Hello\n")
        (self.dir / "out").unlink()
        self.assertEqual(self.run_program("inspect", "--id", "1", "--id", "9999", "-o", "out").status, 1)
        self.assertEqual(self.run_program("inspect", "missing", "-o", "out").status, 6)
        self.assertEqual(self.names(), [])

    def test_the_input_is_not_overwritten(self):
        self.write("f", "Hello")
        self.expect_failure(["inspect", "f", "-o", "f"], 2, "f: the input is also the output")
        self.assertEqual((self.dir / "f").read_text(), "Hello")


main()
