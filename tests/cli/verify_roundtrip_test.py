"""kimitok verify --roundtrip and --random: texts whose ids nobody has written down."""

import json

from program import TESTDATA, ProgramTest, main


class RoundTrip(ProgramTest):
    def test_files_of_all_kinds_survive(self):
        self.write("empty", "")
        self.write("bytes", bytes(range(256)) * 30 + b"\xf0\x9f")
        self.write("names", "[BOS]<|im_end|>[BO" * 500)
        self.write("run", " " * 30000 + "a" * 30000)
        files = ["empty", "bytes", "names", "run", TESTDATA / "training" / "chinese.txt"]
        flags = [word for name in files for word in ("--roundtrip", name)]
        for threads in ("1", "3"):
            self.expect(["verify", *flags, "-j", threads], "", err="kimitok: 5 passed, 0 failed\n")

    def test_a_file_that_is_not_there_is_an_error_and_the_others_are_checked(self):
        self.write("good", "x")
        ended = self.run_program("verify", "--roundtrip", "absent", "--roundtrip", "good")
        self.assertEqual(ended.status, 6)
        self.assertIn("kimitok: 1 passed, 0 failed, 1 could not be checked\n", ended.err)


class Random(ProgramTest):
    def test_made_up_texts_survive(self):
        self.expect(["verify", "--random", "300", "--seed", "5"], "", err="kimitok: 300 passed, 0 failed\n")

    def test_a_seed_names_its_texts(self):
        def texts(seed, count="40"):
            ended = self.run_program("verify", "--random", count, "--seed", seed, "--against", "tee log >&2; exit 1")
            self.assertEqual(ended.status, 6)
            lines = (self.dir / "log").read_bytes().splitlines()
            self.assertEqual(len(lines), int(count))
            return lines
        first = texts("1")
        self.assertEqual(texts("1"), first)
        self.assertEqual(texts("1", "10"), first[:10])
        other = texts("2")
        self.assertFalse({json.loads(line).get("text") for line in first if len(line) > 60} &
                         {json.loads(line).get("text") for line in other if len(line) > 60} - {None})
        self.assertTrue(any("b64" in json.loads(line) for line in first))

    def test_the_seed_needs_the_texts(self):
        self.expect_failure(["verify", "--seed", "1"], 2, "--seed needs --random")
        self.expect_failure(["verify", "--random", "0"], 2, "--random")


if __name__ == "__main__":
    main()
