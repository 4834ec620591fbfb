"""kimitok inspect on the real vocabulary: the facts published about it."""

import json

from program import KIMI, ProgramTest, main


class Kimi(ProgramTest):
    model = KIMI / "Kimi-K2-Instruct"

    def inspect(self, *args, **more):
        ended = self.run_program("inspect", *args, **more)
        self.assertEqual((ended.status, ended.err), (0, ""))
        return ended.text

    def test_the_tokenizer(self):
        model = json.loads(self.inspect("--json"))["model"]
        self.assertEqual(model["files"][0]["sha256"],
                         "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103")
        self.assertEqual((model["mergeable"], model["total"], model["end_id"]), (163584, 163840, 163840))
        self.assertEqual(model["longest_token"]["bytes"], 256)
        self.assertEqual((model["kind"], model["profile"], model["pattern"]), ("kimi", "k2", "kimi"))
        self.assertEqual(model["roles"], {"bos": 163584, "eos": 163585, "unk": 163838, "pad": 163839})

    def test_profiles_and_vocab_sizes(self):
        for folder, profile, named in (("Kimi-K2.6", "k2.5", 23), ("Kimi-K3", "k3", 16)):
            with self.subTest(folder):
                # One vocabulary serves all of them; what differs is its configuration.
                own = self.dir / folder
                own.mkdir()
                for name in ("config.json", "tokenizer_config.json"):
                    (own / name).symlink_to(KIMI / folder / name)
                (own / "tiktoken.model").symlink_to(self.model / "tiktoken.model")
                model = json.loads(self.inspect("--json", "-m", own))["model"]
                self.assertEqual((model["profile"], model["named"]), (profile, named))
                self.assertEqual((model["config_vocab_size"], model["fits_config"]), (163840, True))

    def test_two_tokens_are_not_what_their_own_text_is_encoded_as(self):
        rows = [line.split("\t") for line in self.inspect("--unreachable").split("\n")[:-1]]
        self.assertEqual([(row[0], row[2]) for row in rows], [("4154", "204927"), ("139611", "e2ad90efb88f" * 2)])
        # They are given inside longer text.
        for text, id in ((" I'M", "4154"), ("!\u2b50\ufe0f\u2b50\ufe0f", "139611")):
            self.assertIn(id, self.run_program("encode", "-t", text).text.split())

    def test_published_counts_of_tokens(self):
        tokens = [line.split("\t") for line in self.inspect("--list").split("\n")[:-1]]
        base = [bytes.fromhex(row[2]) for row in tokens if row[1] != "special"]
        self.assertEqual(len(base), 163584)
        self.assertEqual(sum(b"\n" in token for token in base), 1496)
        self.assertEqual(sum(b"\t" in token for token in base), 1133)
        self.assertEqual(sum(token.startswith(b" ") for token in base), 40335)

    def test_a_text_of_published_spans(self):
        record, = json.loads(self.inspect("--json", "-t", "naïve café 🌍"))["records"]
        self.assertEqual([(t["id"], t["bytes"]) for t in record["tokens"]],
                         [(4768, [0, 2]), (44187, [2, 4]), (367, [4, 6]), (70591, [6, 12]), (17137, [12, 15]),
                          (44755, [15, 17])])
        self.assertEqual(self.inspect("--pieces", "-t", "naïve café 🌍"), "na│ï│ve│·café│·🌍⟨17137+44755⟩\n")

    def test_cuts_of_long_text_show_in_the_pieces(self):
        # Lookahead ends at the cut after 25,000 spaces, so the last of them is not kept for the letter.
        pieces = json.loads(self.inspect("--json", "--pretokens", "-", stdin=" " * 30000 + "a"))["records"][0]["pieces"]
        self.assertEqual([piece["bytes"] for piece in pieces], [[0, 25000], [25000, 29999], [29999, 30001]])


main(needs="KIMITOK_TEST_KIMI")
