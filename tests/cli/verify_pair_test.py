"""kimitok verify --golden with llama.cpp's pairs of files."""

from program import ProgramTest, main

SEPARATOR = "\n__ggml_vocab_test__\n"


class GoldenPair(ProgramTest):
    def pair(self, texts, ids):
        self.write("v.inp", "".join(text + SEPARATOR for text in texts))
        self.write("v.out", "".join(f" {' '.join(map(str, line))}\n" for line in ids))

    def test_texts_and_lines_of_ids_belong_together(self):
        self.pair(["", "\1\2", "\1\n\2", "\3"], [[], [1, 2], [1, 10, 2], [3]])
        self.expect(["verify", "--golden", "v.inp"], "", err="kimitok: 4 passed, 0 failed\n")
        self.expect(["verify", "--golden", "."], "", err="kimitok: 4 passed, 0 failed\n")

    def test_names_of_special_tokens_are_ordinary_text(self):
        ids = self.run_program("encode", "--ordinary", "-t", "[BOS]").text.split()
        self.assertGreater(len(ids), 1)
        self.pair(["[BOS]"], [ids])
        self.assertEqual(self.run_program("verify", "--golden", "v.inp").status, 0)
        self.pair(["[BOS]"], [[4096]])
        self.assertEqual(self.run_program("verify", "--golden", "v.inp").status, 1)

    def test_a_difference_names_the_line_of_ids_and_a_command(self):
        self.pair(["\1", "it's"], [[1], [9]])
        ended = self.run_program("verify", "--golden", "v.inp")
        self.assertEqual(ended.status, 1)
        self.assertIn("kimitok: v.out: line 2: ids: token 0 differs, at byte 0 of the text\n", ended.err)
        self.assertIn("""printf %s 'it'"'"'s' | kimitok encode --special none --chunking kimi""", ended.err)

    def test_what_is_no_pair_is_refused(self):
        self.pair(["\1", "\2"], [[1]])
        self.assert_refused("v.out: there are 1 lines of ids for 2 texts")
        self.pair(["\1", "\2"], [[1], ["2", "", "3"]])
        self.assert_refused("v.out: line 2: not ids with a blank between")
        for bad in ("x", "-1", "1.5", "4294967296", "1,2", "1\t2", "0x1", "1\r"):
            with self.subTest(bad):
                self.pair(["\1"], [[bad]])
                self.assert_refused("v.out: line 1: not ids with a blank between")
        (self.dir / "v.out").unlink()
        ended = self.run_program("verify", "--golden", "v.inp")
        self.assertEqual(ended.status, 6)
        self.assertIn("v.out: cannot be opened", ended.err)

    def test_an_empty_pair_is_a_failure(self):
        self.pair([], [])
        self.expect(["verify", "--golden", "v.inp"], "", 1, "kimitok: v.inp: the golden file holds no record\n"
                    "kimitok: 0 passed, 1 failed\n")

    def test_update_writes_the_ids_as_llama_cpp_does(self):
        self.pair(["", "\1\2"], [[], [7]])
        self.assertEqual(self.run_program("verify", "--golden", "v.inp", "--update").status, 0)
        self.assertEqual((self.dir / "v.out").read_bytes(), b"\n 1 2\n")

    def assert_refused(self, sentence):
        ended = self.run_program("verify", "--golden", "v.inp")
        self.assertEqual((ended.status, ended.out), (3, b""))
        self.assertIn(sentence + "\n", ended.err)


if __name__ == "__main__":
    main()
