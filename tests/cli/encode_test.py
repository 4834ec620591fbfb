"""kimitok encode: what is a record, what is written, and in which form.

In the small vocabulary the ids 0 to 255 are the single bytes, and no merge crosses a NUL.
"""

import json
import struct

from program import ProgramTest, main


class Records(ProgramTest):
    def test_standard_input_is_one_record(self):
        self.expect(["encode"], "97 0 98\n", stdin="a\0b")

    def test_nothing_at_all_is_an_empty_record(self):
        self.expect(["encode"], "\n", stdin="")

    def test_a_file_is_one_record_and_its_final_newline_a_token(self):
        self.write("a.txt", "a\0\n")
        self.expect(["encode", "a.txt"], "97 0 10\n")

    def test_several_files_are_several_records(self):
        self.write("a.txt", "a")
        self.write("b.txt", "")
        self.expect(["encode", "a.txt", "b.txt", "a.txt"], "97\n\n97\n")

    def test_texts_are_records(self):
        self.expect(["encode", "-t", "a", "--text=", "--text", "b"], "97\n\n98\n")

    def test_dash_is_standard_input_among_files(self):
        self.write("a.txt", "a")
        self.expect(["encode", "a.txt", "-"], "97\n98\n", stdin="b")

    def test_a_file_whose_name_begins_with_a_dash(self):
        self.write("-x", "a")
        self.expect(["encode", "--", "-x"], "97\n")
        self.expect(["encode", "./-x"], "97\n")

    def test_lines_keep_blank_ones_and_need_no_last_newline(self):
        for text in ("a\n\nb\n", "a\n\nb"):
            with self.subTest(text):
                self.expect(["encode", "-l"], "97\n\n98\n", stdin=text)

    def test_a_carriage_return_belongs_to_its_line(self):
        self.expect(["encode", "-l"], "97 13\n98\n", stdin="a\r\nb\n")

    def test_nul_separates_records_in_and_out(self):
        self.expect(["encode", "-0"], "97\0\x0098 10 99\0", stdin="a\0\0b\nc\0")

    def test_jsonl_takes_text_or_the_named_field_or_a_string(self):
        self.expect(["encode", "--jsonl"], "97\n98\n", stdin='{"text":"a","n":1}\n"b"\r\n')
        self.expect(["encode", "--jsonl=body"], "97 0\n", stdin='{"text":"x","body":"a\\u0000"}')

    def test_segments_are_encoded_alone_and_names_count_only_where_allowed(self):
        name = "<|im_end|>"
        ids = self.run_program("encode", "-t", name).text
        text = self.run_program("encode", "--ordinary", "-t", name).text
        record = [{"text": name, "special": True}, {"text": name}]
        self.expect(["encode", "--segments"], ids.strip() + " " + text, stdin=json.dumps(record))

    def test_chomp_drops_one_final_newline(self):
        self.expect(["encode", "--chomp"], "97\n", stdin="a\n")
        self.expect(["encode", "--chomp"], "97\n", stdin="a")

    def test_names_of_files_come_from_lists(self):
        self.write("a b.txt", "a")
        self.write("list", "a b.txt\na b.txt\n")
        self.write("list0", b"a b.txt\0")
        self.expect(["encode", "--files-from", "list"], "97\n97\n")
        self.expect(["encode", "--files0-from", "list0"], "97\n")
        self.expect(["encode", "--files-from", "-"], "97\n", stdin="a b.txt")

    def test_an_empty_list_of_files_is_no_records_and_not_standard_input(self):
        self.write("list", "")
        self.expect(["encode", "--files-from", "list"], "", stdin="x")


class SpecialTokens(ProgramTest):
    def setUp(self):
        super().setUp()
        config = json.loads((self.model / "tokenizer_config.json").read_text())
        self.id_of = {entry["content"]: int(id) for id, entry in config["added_tokens_decoder"].items()}

    def test_names_are_special_tokens_unless_asked_otherwise(self):
        self.expect(["encode", "-t", "[BOS]a"], f"{self.id_of['[BOS]']} 97\n")
        self.assertNotIn(str(self.id_of["[BOS]"]), self.run_program("encode", "--special", "none", "-t", "[BOS]").text)

    def test_reserved_names_carry_their_absolute_id(self):
        self.expect(["encode", "-t", f"<|reserved_token_{self.id_of['[BOS]'] + 5}|>"], f"{self.id_of['[BOS]'] + 5}\n")

    def test_only_the_names_listed(self):
        ids = self.run_program("encode", "--special", "[EOS]", "-t", "[EOS][BOS]").text.split()
        self.assertEqual(ids[0], str(self.id_of["[EOS]"]))
        self.assertNotIn(str(self.id_of["[BOS]"]), ids)

    def test_bos_eos_prepend_and_append_go_around_each_record(self):
        bos, eos = self.id_of["[BOS]"], self.id_of["[EOS]"]
        self.expect(["encode", "-l", "--bos", "--prepend", "7", "--append", "[EOT]", "--eos"],
                    f"{bos} 7 97 {self.id_of['[EOT]']} {eos}\n" * 2, stdin="a\na\n")

    def test_text_that_looks_like_a_name_can_be_refused(self):
        self.expect_failure(["encode", "--special", "error", "-t", "ab[EOS]"], 3, "[EOS]", "byte 2")


class Forms(ProgramTest):
    def test_lines_has_an_id_a_line_and_an_empty_line_between_records(self):
        self.expect(["encode", "--to", "lines", "-t", "a\x01b", "-t", "c"], "97\n1\n98\n\n99\n")

    def test_json_is_one_array_for_one_record_and_an_array_of_arrays_for_more(self):
        self.expect(["encode", "--json", "-t", "a"], "[97]\n")
        self.expect(["encode", "--to", "json", "-t", "a", "-t", ""], "[[97],[]]\n")
        self.expect(["encode", "--json", "-l"], "[[97]]\n", stdin="a\n")
        self.expect(["encode", "--json", "-l"], "[]\n", stdin="")

    def test_jsonl_has_number_source_count_and_ids(self):
        self.write("a.txt", "a\0")
        self.expect(["encode", "--to", "jsonl", "a.txt"], '{"i":0,"src":"a.txt","n":2,"ids":[97,0]}\n')

    def test_jsonl_fields(self):
        record = json.loads(self.run_program("encode", "--to", "jsonl", "--fields", "pieces,bytes,chars,special,text",
                                             "-t", "a\u00e9\x01[BOS]").text)
        self.assertEqual(record["text"], "a\u00e9\x01[BOS]")
        self.assertEqual(record["special"], [False] * (record["n"] - 1) + [True])
        self.assertEqual("".join(p for p in record["pieces"] if isinstance(p, str))[-6:], "\x01[BOS]")
        self.assertEqual(record["bytes"][-1], [4, 9])
        self.assertEqual(record["chars"][-1], [3, 8])

    def test_jsonl_keeps_the_other_members(self):
        self.expect(["encode", "--jsonl", "--keep", "--to", "jsonl"],
                    '{"i":0,"src":"standard input","n":1,"ids":[97],"id":7,"tags":["x",null]}\n',
                    stdin='{"id": 7, "text": "a", "tags": ["x", null]}')

    def test_tsv_is_a_table_that_survives_tabs_and_newlines(self):
        self.expect(["encode", "--to", "tsv", "-t", "\x01\t\x01"],
                    "rec\tidx\tid\tbyte_start\tbyte_end\thex\tpiece\n"
                    "0\t0\t1\t0\t1\t01\t\\x01\n0\t1\t9\t1\t2\t09\t\\t\n0\t2\t1\t2\t3\t01\t\\x01\n")

    def test_raw_numbers_are_little_endian(self):
        for form, code in (("u32", "<3I"), ("i32", "<3i"), ("u16", "<3H")):
            with self.subTest(form):
                self.expect(["encode", "--to", form], struct.pack(code, 97, 0, 98), stdin="a\0b")

    def test_the_index_holds_where_each_record_begins_and_the_end(self):
        self.expect(["encode", "--to", "u32", "--index", "i", "-o", "d", "-l"], b"", stdin="a\n\nb\0c\n")
        self.assertEqual((self.dir / "d").read_bytes(), struct.pack("<4I", 97, 98, 0, 99))
        self.assertEqual((self.dir / "i").read_bytes(), struct.pack("<4Q", 0, 1, 1, 4))

    def test_npy_is_what_numpy_reads_in_a_file_and_in_a_pipe(self):
        piped = self.run_program("encode", "--to", "npy", "-l", stdin="a\nb\0c\n").out
        self.assertEqual(self.run_program("encode", "--to", "npy", "-l", "-o", "x.npy", stdin="a\nb\0c\n").status, 0)
        with open(self.dir / "y.npy", "wb") as redirected:
            self.run_program("encode", "--to", "npy", "-l", stdin="a\nb\0c\n", stdout=redirected)
        header = "{'descr': '<u4', 'fortran_order': False, 'shape': (4,), }".ljust(117) + "\n"
        expected = b"\x93NUMPY\x01\x00\x76\x00" + header.encode() + struct.pack("<4I", 97, 98, 0, 99)
        self.assertEqual(piped, expected)
        self.assertEqual((self.dir / "x.npy").read_bytes(), expected)
        self.assertEqual((self.dir / "y.npy").read_bytes(), expected)

    def test_hex_and_text_are_the_tokens_bytes(self):
        self.expect(["encode", "--to", "hex", "-t", "a\x01"], "61 01\n")
        self.expect(["encode", "--to", "text"], b"a\0\xc3\xa9\r\n", stdin=b"a\0\xc3\xa9\r\n")

    def test_the_output_file_is_what_standard_output_would_be(self):
        self.expect(["encode", "-o", "out"], "", stdin="a")
        self.assertEqual((self.dir / "out").read_bytes(), b"97\n")
        self.assertEqual(self.names(), ["out"])


class Limits(ProgramTest):
    text = "a\x01b\x01c"  # five tokens

    def test_the_first_and_the_last_tokens(self):
        self.expect(["encode", "-q", "--max-tokens", "2", "-t", self.text], "97 1\n")
        self.expect(["encode", "-q", "--max-tokens", "2", "--side", "tail", "-t", self.text], "1 99\n")
        self.expect(["encode", "--max-tokens", "5", "-t", self.text], "97 1 98 1 99\n")

    def test_a_cut_is_told_and_can_fail(self):
        self.expect(["encode", "--max-tokens", "0", "-t", "a"], "\n", err="kimitok: 1 record was cut to 0 tokens\n")
        self.expect(["encode", "-q", "--max-tokens", "4", "--fail-if-truncated", "-t", self.text], "97 1 98 1\n",
                    status=1)
        self.expect(["encode", "-q", "--max-tokens", "5", "--fail-if-truncated", "-t", self.text], "97 1 98 1 99\n")

    def test_the_limit_counts_what_is_added(self):
        self.expect(["encode", "-q", "--max-tokens", "3", "--prepend", "5", "--append", "6", "-t", self.text],
                    "5 97 6\n")

    def test_a_character_is_not_cut(self):
        whole = self.run_program("encode", "--to", "hex", "-t", "a\U00010348").text.split()
        self.assertGreater(len(whole), 2, "the character has to be several tokens")
        self.expect(["encode", "-q", "--max-tokens", "2", "--boundary", "char", "--to", "text", "-t", "a\U00010348"],
                    "a")

    def test_an_endless_text_is_read_only_as_far_as_needed(self):
        with open("/dev/zero", "rb") as zeros:
            self.expect(["encode", "-q", "--max-tokens", "2"], "0 0\n", stdin=zeros)

    def test_chunks_cover_the_text_and_overlap(self):
        self.expect(["encode", "--chunk", "2", "-t", self.text], "97 1\n98 1\n99\n")
        self.expect(["encode", "--chunk", "3", "--overlap", "1", "-t", self.text], "97 1 98\n98 1 99\n")

    def test_each_chunk_in_a_file_of_its_own(self):
        self.expect(["encode", "--chunk", "2", "--out-pattern", "p-%02d%%.txt", "--to", "text", "-t", self.text], "")
        self.assertEqual(self.names(), ["p-00%.txt", "p-01%.txt", "p-02%.txt"])
        self.assertEqual((self.dir / "p-01%.txt").read_bytes(), b"b\x01")


class Streaming(ProgramTest):
    def test_ids_do_not_depend_on_threads(self):
        text = ("The quick brown fox. \u6c49\u5b57 42 <|im_end|>\n" * 40000).encode()
        one = self.run_program("encode", "-j", "1", "--to", "u32", stdin=text)
        self.assertEqual((one.status, one.err), (0, ""))
        self.assertGreater(len(one.out), 1_000_000)
        for threads in ("2", "3"):
            self.assertEqual(self.run_program("encode", "-j", threads, "--to", "u32", stdin=text).out, one.out)

    def test_a_name_across_the_cut_after_400000_characters_is_text(self):
        text = "a " * 199_997 + "<|im_end|>"
        kimi = self.run_program("encode", "--to", "lines", stdin=text).text.splitlines()
        plain = self.run_program("encode", "--chunking", "none", "--to", "lines", stdin=text).text.splitlines()
        self.assertLess(len(plain), len(kimi))


if __name__ == "__main__":
    main()
