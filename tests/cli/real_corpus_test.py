"""kimitok over real text in six kinds, with the published vocabulary, against digests of the reference's ids."""

import json

from program import CORPUS, main
from real_encode_test import GOLDEN, RealEncode, sha256


class Corpora(RealEncode):
    def test_ids_are_the_references_and_come_back(self):
        goldens = json.loads((GOLDEN / "corpus.json").read_text())
        self.assertEqual(len(goldens), 6)
        for name, golden in goldens.items():
            text = (CORPUS / name).read_bytes()
            for flags in (["-j", "1", "--chunking", "none"], ["-j", "2", "--chunking", "none"], ["-j", "2"]):
                with self.subTest(name, flags=flags):
                    ids = self.ids("--special", "none", *flags, CORPUS / name)
                    if "none" in flags:
                        self.assertEqual((len(ids) // 4, sha256(ids)), (golden["tokens"], golden["ids_u32le_sha256"]))
                    self.expect(["decode", "--from", "u32"], text, stdin=ids)
            one, two = (self.ids("-j", threads, CORPUS / name) for threads in "12")
            self.assertEqual(one, two)
            self.expect(["count", "--special", "none", "--chunking", "none", "--total", "only", CORPUS / name],
                        f"{golden['tokens']}\n")


if __name__ == "__main__":
    main(needs=("KIMITOK_TEST_KIMI", "KIMITOK_TEST_CORPUS"))
