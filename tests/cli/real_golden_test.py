"""kimitok verify with the published vocabulary over the vectors in testdata/golden."""

import json

from program import KIMI, TESTDATA, ProgramTest, main

VOCABULARY = KIMI / "Kimi-K2-Instruct" / "tiktoken.model"
PROFILES = ("Kimi-K2-Instruct", "Kimi-K2.6", "Kimi-K3")


def records_in(*names):
    return sum((TESTDATA / "golden" / name).read_bytes().count(b"\n") for name in names)


class RealGoldens(ProgramTest):
    model = None

    def passed(self, profile, *names):
        config = KIMI / profile / "tokenizer_config.json"
        goldens = [flag for name in names for flag in ("--golden", TESTDATA / "golden" / name)]
        ended = self.run_program("verify", "--tiktoken-model", VOCABULARY, "--tokenizer-config", config,
                                 "--json", *goldens)
        report = json.loads(ended.out)
        self.assertEqual((ended.status, report["failed"]), (0, 0), ended.err)
        return report["passed"]

    def test_each_published_vector_holds_in_its_profile(self):
        passed = [self.passed(profile, "published.jsonl") for profile in PROFILES]
        self.assertEqual(sum(passed), records_in("published.jsonl"))

    def test_strings_cuts_and_pieces(self):
        names = ("fuzz.jsonl", "cuts.jsonl", "bpe_pieces.jsonl")
        self.assertGreater(records_in(*names), 3000)
        self.assertEqual(self.passed("Kimi-K2-Instruct", *names), records_in(*names))


if __name__ == "__main__":
    main(needs="KIMITOK_TEST_KIMI")
