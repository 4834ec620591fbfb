"""The published vectors and real text, with each form of the library that this processor can run."""

import json

from cpu_tier_test import tiers_of_this_processor
from program import CORPUS, KIMI, main
from real_encode_test import GOLDEN, VOCABULARY, RealEncode, json_lines, sha256


class RealCpuTier(RealEncode):
    def test_corpora(self):
        goldens = json.loads((GOLDEN / "corpus.json").read_text())
        self.assertEqual(len(goldens), 6)
        for tier in tiers_of_this_processor():
            for name, golden in goldens.items():
                for threads in "12":
                    with self.subTest(tier, name=name, threads=threads):
                        ids = self.ids("--special", "none", "-j", threads, "--chunking", "none", CORPUS / name,
                                       env={"KIMITOK_CPU_TIER": tier})
                        self.assertEqual((len(ids) // 4, sha256(ids)), (golden["tokens"], golden["ids_u32le_sha256"]))

    def test_every_code_point(self):
        golden = json.loads((GOLDEN / "vocabulary.json").read_text())["all_characters"]
        text = json_lines(["".join(chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000)])
        for tier in tiers_of_this_processor():
            with self.subTest(tier):
                self.assert_golden(golden, self.ids("--jsonl", "--chunking", "none", stdin=text,
                                                    env={"KIMITOK_CPU_TIER": tier}))

    def test_published_vectors(self):
        names = ("fuzz.jsonl", "cuts.jsonl", "pieces.jsonl", "bpe_pieces.jsonl")
        goldens = [flag for name in names for flag in ("--golden", GOLDEN / name)]
        records = sum((GOLDEN / name).read_bytes().count(b"\n") for name in names)
        self.assertGreater(records, 3000)
        for tier in tiers_of_this_processor():
            with self.subTest(tier):
                ended = self.run_program("verify", "--tiktoken-model", VOCABULARY, "--tokenizer-config",
                                         KIMI / "Kimi-K2-Instruct" / "tokenizer_config.json", "--json", *goldens,
                                         env={"KIMITOK_CPU_TIER": tier})
                report = json.loads(ended.out)
                self.assertEqual((ended.status, report["failed"], report["passed"]), (0, 0, records), ended.err)


if __name__ == "__main__":
    main(needs=("KIMITOK_TEST_KIMI", "KIMITOK_TEST_CORPUS"))
