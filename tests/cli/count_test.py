"""kimitok count: numbers, rows, totals, budgets and directories."""

import json

from program import ProgramTest, main


class Numbers(ProgramTest):
    def test_standard_input_and_one_text_give_a_bare_number(self):
        self.expect(["count"], "3\n", stdin="a\0b")
        self.expect(["count", "-t", "a\x01b"], "3\n")

    def test_nothing_has_no_tokens(self):
        self.expect(["count"], "0\n", stdin="")

    def test_files_have_rows_that_align_and_a_total(self):
        self.write("one", "a")
        self.write("many", "a\x01" * 6)
        self.expect(["count", "one", "many"], " 1 one\n12 many\n13 total\n")
        self.expect(["count", "one"], "1 one\n")

    def test_more_columns(self):
        self.write("f", "\u00e9\x01\n")
        tokens = self.run_program("count", stdin="\u00e9\x01\n").text.strip()
        self.expect(["count", "--bytes", "--chars", "--newlines", "f"], f"{tokens} 4 3 1 f\n")

    def test_the_count_is_that_of_the_ids_encode_writes(self):
        text = "HTMLParser's 1\u3007\u3007\u3007 \u6c49\u5b57 [BOS] <|im_end|>\r\n" * 500
        for flags in ([], ["--ordinary"], ["--chunking", "none"], ["-l", "--bos"], ["-j", "2"]):
            with self.subTest(flags):
                ids = self.run_program("encode", *flags, stdin=text).text.split()
                self.expect(["count", *flags], f"{len(ids)}\n", stdin=text)

    def test_special_text_never_fails_unless_asked(self):
        self.expect(["count", "-t", "<|im_end|>"], "1\n")
        self.expect_failure(["count", "--special", "error", "-t", "<|im_end|>"], 3, "<|im_end|>")


class Reports(ProgramTest):
    def setUp(self):
        super().setUp()
        for name, size in (("b", 2), ("a", 1), ("c", 3)):
            self.write(name, "\x01" * size)

    def counts(self, *flags):
        return self.run_program("count", "b", "a", "c", *flags).text.split("\n")[:-1]

    def test_order_and_number_of_rows(self):
        sizes = {name: int(self.run_program("count", name).text.split()[0]) for name in "abc"}
        total = sum(sizes.values())
        rows = {name: f"{size} {name}" for name, size in sizes.items()}
        self.assertEqual(self.counts(), [rows["b"], rows["a"], rows["c"], f"{total} total"])
        self.assertEqual(self.counts("--sort", "name")[:3], [rows["a"], rows["b"], rows["c"]])
        by_tokens = sorted("bac", key=lambda name: -sizes[name])
        self.assertEqual(self.counts("--sort", "tokens")[:3], [rows[name] for name in by_tokens])
        self.assertEqual(self.counts("--top", "1"), [rows["b"], f"{total} total"])
        self.assertEqual(self.counts("--total", "never"), [rows["b"], rows["a"], rows["c"]])
        self.assertEqual(self.counts("--total", "only"), [str(total)])

    def test_json_has_every_number(self):
        report = json.loads(self.run_program("count", "--json", "a", "b").text)
        self.assertEqual([row["path"] for row in report["files"]], ["a", "b"])
        self.assertEqual([row["bytes"] for row in report["files"]], [1, 2])
        self.assertEqual(report["total"]["tokens"], sum(row["tokens"] for row in report["files"]))
        self.assertEqual(set(report["total"]), {"tokens", "bytes", "chars", "lines"})

    def test_a_missing_file_leaves_the_others_counted(self):
        ended = self.run_program("count", "a", "missing", "b")
        self.assertEqual(ended.status, 6)
        self.assertEqual([row.split()[1] for row in ended.text.splitlines()], ["a", "b", "total"])
        self.assertEqual(ended.err, "kimitok: missing: cannot open: No such file or directory\n")


class Budgets(ProgramTest):
    def test_over_the_budget_is_status_1_with_the_numbers_still_written(self):
        self.expect(["count", "--budget", "3", "-t", "a\x01b"], "3\n")
        self.expect(["count", "--budget", "2", "-t", "a\x01b"], "3\n", status=1,
                    err="kimitok: 3 tokens are over the budget of 2\n")

    def test_fast_fail_stops_reading(self):
        with open("/dev/zero", "rb") as zeros:
            ended = self.run_program("count", "--budget", "5", "--fast-fail", stdin=zeros)
        self.assertEqual((ended.status, ended.out), (1, b""))
        self.assertIn("over the budget of 5", ended.err)


class Directories(ProgramTest):
    def setUp(self):
        super().setUp()
        (self.dir / "d" / "sub").mkdir(parents=True)
        self.write("d/b.txt", "a")
        self.write("d/a.md", "a")
        self.write("d/sub/c.txt", "a")
        self.write("d/bin", b"a\0b")

    def test_a_directory_is_an_error_without_recursive(self):
        self.expect_failure(["count", "--total", "never", "d"], 6, "d: cannot read: Is a directory")

    def test_files_below_in_order_without_binary_ones(self):
        self.expect(["count", "-r", "d"], "1 d/a.md\n1 d/b.txt\n1 d/sub/c.txt\n3 total\n")
        self.assertIn("left out, binary: d/bin", self.run_program("count", "-v", "-r", "d").err)

    def test_globs_choose_files(self):
        self.expect(["count", "-r", "--include", "*.txt", "d"], "1 d/b.txt\n1 d/sub/c.txt\n2 total\n")
        self.expect(["count", "-r", "--exclude", "d/sub/*", "--include", "*.txt", "d"], "1 d/b.txt\n")


if __name__ == "__main__":
    main()
