"""kimitok verify --against: another program as the judge, and programs that are none."""

import json

from program import PROGRAM, ProgramTest, main

# Answers with what `encode` would, or with what CHANGE makes of it.
ORACLE = """
import base64, json, subprocess, sys
for line in sys.stdin:
    question = json.loads(line)
    text = question["text"].encode() if "text" in question else base64.b64decode(question["b64"])
    ids = list(text)
    CHANGE
    print(json.dumps({"i": question["i"], "ids": ids}), flush=True)
"""


class Against(ProgramTest):
    def setUp(self):
        super().setUp()
        # In kimi-small a byte is its own id, and no two control characters merge.
        self.write("g", "".join(json.dumps({"text": chr(i) + chr(i % 7 + 1), "ids": [i, i % 7 + 1]}) + "\n"
                                for i in range(1, 9)))

    def oracle(self, change="pass"):
        self.write("oracle.py", ORACLE.replace("CHANGE", change))
        return "python3 oracle.py"

    def against(self, command, *more):
        return self.run_program("verify", "--golden", "g", "--against", command, *more)

    def test_the_same_ids_pass(self):
        ended = self.against(self.oracle())
        self.assertEqual((ended.status, ended.err), (0, "kimitok: 16 passed, 0 failed\n"))

    def test_a_difference_is_told_with_the_other_as_what_was_expected(self):
        ended = self.against(self.oracle("if question['i'] == 2: ids = [3, 9]"), "--json")
        self.assertEqual(ended.status, 1)
        failure, = json.loads(ended.out)["failures"]
        self.assertEqual((failure["suite"], failure["file"], failure["line"], failure["index"]), ("against", "g", 3, 1))
        self.assertEqual(failure["expected"]["tokens"][1], {"id": 9, "text": "\t"})
        self.assertEqual(failure["command"], "printf %s AwQ= | base64 -d | kimitok encode --invalid-utf8 bytes")

    def test_texts_that_are_not_utf_8_are_sent_in_base64(self):
        self.write("bytes", b"\xff\x01")
        ended = self.run_program("verify", "--roundtrip", "bytes", "--against", self.oracle())
        self.assertEqual((ended.status, ended.err), (0, "kimitok: 2 passed, 0 failed\n"))

    def test_encode_itself_agrees_on_made_up_texts(self):
        self.write("self.sh", f"""while IFS= read -r line; do
            i=$(printf %s "$line" | sed 's/^{{"i":\\([0-9]*\\),.*/\\1/')
            ids=$(printf '%s\\n' "$line" | '{PROGRAM}' encode --jsonl --to json | tr -d '[]') || exit 1
            printf '{{"i":%s,"ids":[%s]}}\\n' "$i" "$ids"
        done""")
        self.write("texts.jsonl", "".join(json.dumps({"text": text, "ids_ordinary": []}) + "\n"
                                          for text in ("Hello world", "it's \u6c49\n", "[BOS]x")))
        ended = self.run_program("verify", "--golden", "texts.jsonl", "--against", "sh self.sh", "--json", "-q")
        checks = [check["status"] for check in json.loads(ended.out)["checks"] if check["suite"] == "against"]
        self.assertEqual(checks, ["passed"] * 3)

    def test_neither_side_waits_for_the_other_however_much_there_is(self):
        self.write("big", "\1" * 400_000)
        flags = ["--roundtrip", "big"] * 3
        late = ("import json,sys\nlines = sys.stdin.readlines()\n"
                "for i, line in enumerate(lines): print(json.dumps({'i': i, 'ids': [1] * 400000}))")
        self.write("late.py", late)
        ended = self.run_program("verify", *flags, "--against", "python3 late.py", timeout=200)
        self.assertEqual((ended.status, ended.err), (0, "kimitok: 6 passed, 0 failed\n"))

    def test_a_command_that_does_not_keep_to_it_is_a_clear_error(self):
        for change, status, sentence in (
                ("print('hello')", 3, "--against: line 1: not JSON"),
                ("print('{}')", 3, '--against: line 1: no whole number "i" in an object'),
                ("print('[]')", 3, '--against: line 1: no whole number "i" in an object'),
                ("ids = ['x']", 3, '--against: line 1: "ids" is not an array of ids'),
                ("ids = [1 << 40]", 3, '--against: line 1: "ids" is not an array of ids'),
                ("ids = 5", 3, '--against: line 1: no array "ids"'),
                ("question['i'] += 1", 3, "--against: answer 1 came where 0 was due"),
                ("if question['i'] == 3: sys.exit()", 3, "--against: it ended after 3 answers to 8 lines"),
                ("if question['i'] == 3: sys.exit(7)", 6, "--against: the command ended with status 7"),
                ("import os; os.kill(os.getpid(), 9)", 6, "--against: the command")):
            with self.subTest(change):
                ended = self.against("exec " + self.oracle(change))
                self.assertEqual(ended.status, status, ended)
                self.assertIn(sentence, ended.err)

    def test_a_command_that_says_more_or_less_is_too(self):
        for command, status, sentence in (
                ("true", 3, "it ended after 0 answers to 8 lines"),
                ("exec <&-; true", 3, "it ended after 0 answers to 8 lines"),
                ("printf 'x'", 3, "its last line does not end"),
                ("no-such-command-here", 6, "the command ended with status 127"),
                (self.oracle() + "; echo '{\"i\":8,\"ids\":[]}'", 3, "it answers more lines than it was given")):
            with self.subTest(command):
                ended = self.against(command)
                self.assertEqual(ended.status, status, ended)
                self.assertIn("kimitok: --against: " + sentence, ended.err)

    def test_what_it_says_on_stderr_passes_through(self):
        self.assertIn("from the judge\n", self.against("echo from the judge >&2").err)

    def test_max_failures_ends_it(self):
        ended = self.against(self.oracle("ids = []"), "--max-failures", "1")
        self.assertEqual(ended.status, 1)
        self.assertIn("kimitok: 8 passed, 1 failed\n", ended.err)

    def test_it_needs_texts(self):
        self.expect_failure(["verify", "--against", "true"], 2, "--against needs --golden or --roundtrip or --random")


if __name__ == "__main__":
    main()
