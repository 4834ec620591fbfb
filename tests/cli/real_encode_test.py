"""kimitok encode and decode with the published vocabulary, against digests of the reference's ids."""

import base64
import functools
import hashlib
import itertools
import json
import struct

from program import KIMI, TESTDATA, ProgramTest, main

GOLDEN = TESTDATA / "golden"
HASHES = json.loads((GOLDEN / "hashes.json").read_text())
VOCABULARY = KIMI / "Kimi-K2-Instruct" / "tiktoken.model"
K3 = ["--tiktoken-model", VOCABULARY, "--tokenizer-config", KIMI / "Kimi-K3" / "tokenizer_config.json"]


@functools.cache
def tokens():
    return [base64.b64decode(line.split()[0]) for line in VOCABULARY.read_bytes().splitlines()]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def fnv(data, state=0xCBF29CE484222325):
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return state


def json_lines(texts):
    return "".join(json.dumps(text) + "\n" for text in texts).encode()


class RealEncode(ProgramTest):
    model = KIMI / "Kimi-K2-Instruct"

    def ids(self, *args, **more):
        """The ids as u32 little-endian bytes."""
        ended = self.run_program("encode", "--to", "u32", *args, **more)
        self.assertEqual((ended.status, ended.err), (0, ""))
        return ended.out

    def assert_golden(self, golden, ids):
        self.assertEqual((len(ids) // 4, sha256(ids)), (golden["ids"], golden["ids_u32le_sha256"]))


class EveryToken(RealEncode):
    def setUp(self):
        super().setUp()
        self.golden = json.loads((GOLDEN / "vocabulary.json").read_text())
        self.assertEqual(sha256(VOCABULARY.read_bytes()), self.golden["tiktoken_model_sha256"])

    def test_every_token_that_is_text_encodes_as_the_reference_says(self):
        texts = []
        for token in tokens():
            try:
                texts.append(token.decode())
            except UnicodeDecodeError:
                pass
        self.assertEqual(len(texts), self.golden["tokens"]["texts"])
        for flags in ([], ["--ordinary"], ["--chunking", "none"], ["--chunking", "transformers"]):
            with self.subTest(flags):
                self.assert_golden(self.golden["tokens"], self.ids("--jsonl", *flags, stdin=json_lines(texts)))

    def test_every_code_point_encodes_as_the_reference_says_and_comes_back(self):
        characters = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]
        for golden, text in (("characters", json_lines(characters)),
                             ("all_characters", json_lines(["".join(characters)]))):
            with self.subTest(golden):
                ids = self.ids("--jsonl", "--chunking", "none", stdin=text)
                self.assert_golden(self.golden[golden], ids)
                self.expect(["decode", "--from", "u32"], "".join(characters), stdin=ids)

    def test_every_id_decodes_to_its_token(self):
        digest = hashlib.sha256()
        for token in tokens():
            digest.update(struct.pack("<I", len(token)) + token)
        self.assertEqual(digest.hexdigest(), HASHES["vocab"]["tokens_sha256"])
        self.expect(["decode", "--from", "u32"], b"".join(tokens()),
                    stdin=struct.pack(f"<{len(tokens())}I", *range(len(tokens()))))


class Digests(RealEncode):
    def test_merges_are_those_published(self):
        rank_of = {token: rank for rank, token in enumerate(tokens())}
        merges = [(rank_of[token[:i]], rank_of[token[i:]], rank) for rank, token in enumerate(tokens())
                  for i in range(1, len(token)) if token[:i] in rank_of and token[i:] in rank_of]
        self.assertEqual(len(merges), HASHES["vocab"]["merges"])
        packed = b"".join(struct.pack("<3I", *merge) for merge in merges)
        self.assertEqual(sha256(packed), HASHES["vocab"]["merges_sha256"])

    def test_special_tokens_of_k3(self):
        rows = self.run_program("inspect", *K3, "--specials=all", "--json")
        specials = json.loads(rows.out)["specials"]
        names = [special["name"].encode() for special in sorted(specials, key=lambda special: special["id"])]
        self.assertEqual(sha256(b"".join(struct.pack("<I", len(name)) + name for name in names)),
                         HASHES["vocab"]["k3_specials_sha256"])
        model = json.loads(self.run_program("inspect", *K3, "--json").out)["model"]
        self.assertEqual(model["skip_special"], HASHES["vocab"]["k3_skip_special_ids"])
        named = [special["id"] for special in specials if not special["reserved"]]
        self.assertEqual(sorted(named), HASHES["vocab"]["k3_trie_ids"])

    def test_llama_cpp_check_text(self):
        text = (
            "\n \n\n \n\n\n \t \t\t \t\n  \n   \n    \n     \n🚀 (normal) 😶\u200d🌫️ (multiple emojis concatenated) "
            "✅ 🦙🦙 3 33 333 3333 33333 333333 3333333 33333333 3.3 3..3 3...3 កាន់តែពិសេសអាច😁 "
            "?我想在apple工作1314151天～ ------======= нещо на Български "
            "''''''```````\"\"\"\"......!!!!!!?????? I've been 'told he's there, 'RE you sure? 'M not sure I'll "
            "make it, 'D you like some tea? We'Ve a'lL")
        ids = json.loads(self.run_program("encode", "--json", stdin=text).out)
        self.assertEqual(sha256(str(ids).encode()), HASHES["llama_cpp_chkhsh"]["sha256_of_python_str_of_ids"])

    def test_combinations_of_fragments(self):
        golden = HASHES["deltafin"]["combinatorial"]
        texts = ["".join(parts) for parts in itertools.product(golden["fragments"], repeat=3)]
        for flags, expected in ((["--ordinary"], golden["none"]), ([*K3], golden["all_k3"])):
            with self.subTest(expected):
                ended = self.run_program("encode", "--jsonl", *flags, stdin=json_lines(texts))
                records = [[int(id) for id in line.split()] for line in ended.text.split("\n")[:-1]]
                self.assertEqual(len(records), len(texts))
                self.assertEqual(sum(map(len, records)), expected["tokens"])
                packed = b"".join(struct.pack(f"<{len(r) + 1}I", len(r), *r) for r in records)
                self.assertEqual(f"{fnv(packed):016x}", expected["fnv"])

    def test_long_texts(self):
        texts = {"'a'*25001": "a" * 25001, "' '*25001": " " * 25001, "'🙂'*25001": "🙂" * 25001,
                 "'a '*200000+'b'": "a " * 200000 + "b"}
        for golden in HASHES["deltafin"]["long"]:
            with self.subTest(golden["text"]):
                ids = self.ids(stdin=texts[golden["text"]])
                self.assertEqual((len(ids) // 4, f"{fnv(ids):016x}"), (golden["ids"], golden["fnv"]))


if __name__ == "__main__":
    main(needs="KIMITOK_TEST_KIMI")
