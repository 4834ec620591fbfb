"""kimitok verify with the published vocabulary over the vectors in testdata/golden."""

import json

from program import KIMI, TESTDATA, ProgramTest, main

VOCABULARY = KIMI / "Kimi-K2-Instruct" / "tiktoken.model"
PROFILES = ("Kimi-K2-Instruct", "Kimi-K2.6", "Kimi-K3")


def records_in(*names):
    return sum((TESTDATA / "golden" / name).read_bytes().count(b"\n") for name in names)


class RealGoldens(ProgramTest):
    model = None

    def passed(self, profile, *names, threads="1"):
        config = KIMI / profile / "tokenizer_config.json"
        goldens = [flag for name in names for flag in ("--golden", TESTDATA / "golden" / name)]
        ended = self.run_program("verify", "--tiktoken-model", VOCABULARY, "--tokenizer-config", config,
                                 "--json", "-j", threads, *goldens)
        report = json.loads(ended.out)
        self.assertEqual((ended.status, report["failed"]), (0, 0), ended.err)
        return report["passed"]

    def test_each_published_vector_holds_in_its_profile(self):
        for threads in ("1", "2"):
            with self.subTest(threads=threads):
                passed = [self.passed(profile, "published.jsonl", threads=threads) for profile in PROFILES]
                self.assertEqual(sum(passed), records_in("published.jsonl"))

    def test_strings_cuts_and_pieces(self):
        names = ("fuzz.jsonl", "cuts.jsonl", "pieces.jsonl", "bpe_pieces.jsonl")
        self.assertGreater(records_in(*names), 3000)
        for threads in ("1", "2"):
            with self.subTest(threads=threads):
                self.assertEqual(self.passed("Kimi-K2-Instruct", *names, threads=threads), records_in(*names))


if __name__ == "__main__":
    main(needs="KIMITOK_TEST_KIMI")
