"""The number of threads changes nothing but the time: outputs, messages, statuses, which record fails, what is left."""

import itertools
import json
import os
import random
import subprocess

from program import PROGRAM, ProgramTest, main

NAME = "<|im_end|>"
THREADS = ("1", "2", "7")


def text_of(seed, size):
    """Words, numbers, blank lines, other scripts and names, about `size` bytes."""
    rng = random.Random(seed)
    words = ["the", "Quick", "HTMLParser's", " ", "12345", "\u6c49\u5b57", "\u3007", "x'll", "\t", "!?", "na\u00efve", NAME]
    made, length = [], 0
    while length < size:
        word = rng.choice(words) + rng.choice([" ", "", "\n", " ", "\n\n"])
        made.append(word)
        length += len(word.encode())
    return "".join(made)


class Threads(ProgramTest):
    def same(self, *args, stdin=b"", leaves=False):
        """Runs the program with each number of threads; returns what it said, which has to be the same."""
        said = []
        for threads in THREADS:
            for path in (self.dir / name for name in self.names() if name.startswith("out")):
                path.unlink()
            ended = self.run_program(*args, "-j", threads, stdin=stdin)
            left = {name: (self.dir / name).read_bytes() for name in self.names() if name.startswith("out")}
            said.append((ended, left))
        for threads, other in zip(THREADS[1:], said[1:]):
            self.assertEqual((said[0][0].status, said[0][0].err), (other[0].status, other[0].err), (args, threads))
            self.assertTrue(said[0] == other, (args, threads))
        return said[0][0]

    def test_one_long_text_in_every_chunking_and_form(self):
        self.write("long", text_of(1, 1_000_000))
        for chunking, special in itertools.product(("kimi", "transformers", "none"), ("all", "none")):
            ended = self.same("encode", "--chunking", chunking, "--special", special, "long")
            self.assertEqual(ended.status, 0)
            self.assertGreater(len(ended.out), 500_000)
        for form in ("json", "jsonl", "u32", "hex", "tsv"):
            self.assertEqual(self.same("encode", "--to", form, "long").status, 0)
        self.assertEqual(self.same("count", "--json", "long").status, 0)

    def test_many_lines_in_every_form(self):
        lines = text_of(2, 900_000)
        for flags in (["-l"], ["-0"], ["-l", "--to", "json"], ["-l", "--to", "jsonl", "--fields", "bytes,text"],
                      ["-l", "--to", "npy"], ["-l", "--to", "lines"], ["-l", "--bos", "--eos"],
                      ["-l", "--to", "u32", "--index", "out.index"], ["-l", "-o", "out"],
                      ["-l", "--max-tokens", "3"], ["-l", "--max-tokens", "3", "--side", "tail", "--to", "jsonl"],
                      ["-l", "--max-tokens", "3", "--fail-if-truncated"], ["-l", "--chunk", "4", "--overlap", "1"]):
            with self.subTest(flags):
                ended = self.same("encode", *flags, stdin=lines)
                self.assertEqual(ended.status, 1 if "--fail-if-truncated" in flags else 0)
        self.assertEqual(self.same("count", "-l", "--json", stdin=lines).status, 0)

    def test_records_of_json(self):
        texts = [text_of(seed, 40 + seed % 2_000) for seed in range(400)]
        lines = "".join(json.dumps({"text": text, "n": n}) + "\n" for n, text in enumerate(texts))
        self.assertEqual(self.same("encode", "--jsonl", "--keep", "--to", "jsonl", stdin=lines).status, 0)
        segments = "".join(json.dumps([{"text": text, "special": n % 2 == 0}, {"text": NAME}]) + "\n"
                           for n, text in enumerate(texts))
        self.assertEqual(self.same("encode", "--segments", stdin=segments).status, 0)
        broken = lines + '{"text": 1}\n' + lines
        ended = self.same("encode", "--jsonl", stdin=broken)
        self.assertEqual(ended.status, 3)
        self.assertIn("line 401", ended.err)
        self.assertEqual(ended.out.count(b"\n"), 400)

    def test_large_records_among_small_ones(self):
        large = text_of(3, 1_300_000).replace("\n", " ")
        lines = "\n".join(["one", large, "two", "", large, large, "three"])
        for flags in (["-l"], ["-l", "--to", "jsonl"], ["-l", "--max-tokens", "9"]):
            self.assertEqual(self.same("encode", *flags, stdin=lines).status, 0)

    def files(self, contents):
        return [self.write(f"file{number:03}", content).name for number, content in enumerate(contents)]

    def test_many_files(self):
        names = self.files([text_of(seed, seed * 37 % 9_000) for seed in range(300)])
        self.assertEqual(self.same("encode", *names).status, 0)
        self.assertEqual(self.same("encode", "--chunk", "900", "--out-pattern", "out-%04d", *names[:50]).status, 0)
        self.assertEqual(self.same("count", *names).status, 0)
        self.assertEqual(self.same("count", "--json", "--sort", "tokens", "--top", "9", *names).status, 0)
        for flags in (["--budget", "1000"], ["--budget", "1000", "--fast-fail"]):
            self.assertEqual(self.same("count", *flags, *names).status, 1)

    def test_failures_among_many_files_come_in_order_and_leave_the_others(self):
        contents = [b"line %d\nagain\n" % number * 300 for number in range(60)]
        for number in (3, 20, 21, 50):
            contents[number] = contents[number][:100] + b"\xff\n" + contents[number][100:]
        contents[30] = contents[30] + NAME.encode() + b"\nmore\n"
        names = self.files(contents)
        names[10] = "missing"
        names[40] = "."
        for flags in ([], ["-l"], ["-0"]):
            for form in (["--to", "jsonl"], []):
                ended = self.same("encode", "--special", "error", *flags, *form, *names)
                self.assertEqual(ended.status, 6)
                self.assertEqual(ended.err.count("\n"), 7, ended.err)
                first = self.same("encode", "--special", "error", "--fail-fast", *flags, *form, *names)
                self.assertEqual(first.status, 3)
                self.assertEqual(first.err.count("\n"), 1)
            counted = self.same("count", "--special", "error", *flags, *names)
            self.assertEqual((counted.status, counted.err.count("\n")), (6, 7))
            self.assertEqual(len(counted.text.splitlines()), 60 - 7 + 1)

    def test_numbers_of_records_after_a_failure(self):
        names = self.files([b"a\nb\n", b"a\n\xff\nb\n" + b"c\n" * 9_000, b"d\n" * 3, b"e\n%s\n" % NAME.encode() * 5_000, b"f\n"])
        for flags in (["-l"], ["-0"], []):
            ended = self.same("encode", *flags, "--special", "error", "--to", "jsonl", *names)
            self.assertEqual(ended.status, 3)
            self.assertEqual(ended.err.count("\n"), 2)

    def test_a_failure_late_in_a_long_text(self):
        good = "ab \x01" * 600_000
        for bad in (b"\xff", NAME.encode()):
            self.write("long", good.encode() + bad + b"more")
            for chunking in ("kimi", "none"):
                ended = self.same("encode", "--special", "error", "--chunking", chunking, "long")
                self.assertEqual(ended.status, 3)
                self.assertIn("byte 2400000", ended.err)
                self.assertIn("the output ends within a record", ended.err)
                self.assertGreater(len(ended.out), 1_000_000)

    def test_a_reader_that_leaves_early(self):
        self.write("long", "ab c\n" * 400_000)
        for threads in THREADS:
            running = subprocess.Popen([PROGRAM, "encode", "-l", "-j", threads, "long"], stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE, cwd=self.dir, env=self.environment(),
                                       restore_signals=False)
            running.stdout.read(1)
            running.stdout.close()
            self.assertEqual(running.stderr.read(), b"")
            running.stderr.close()
            self.assertEqual(running.wait(), 141)

    def test_a_failure_is_said_while_the_writer_of_a_pipe_is_idle(self):
        for threads in THREADS:
            running = subprocess.Popen([PROGRAM, "encode", "-l", "-j", threads], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.dir,
                                       env=self.environment())
            running.stdin.write(b"a\n\xff\n")
            running.stdin.flush()
            self.assertEqual(running.wait(timeout=60), 3)
            self.assertIn(b"line 2", running.stderr.read())
            for stream in (running.stdin, running.stdout, running.stderr):
                stream.close()

    def test_what_comes_before_a_fifo_is_dealt_with_before_it_is_opened(self):
        self.write("bad", b"\xff")
        os.mkfifo(self.dir / "fifo")
        for threads in THREADS:
            self.expect_failure(["encode", "--fail-fast", "-j", threads, "bad", "fifo"], 3, "bad", timeout=60)


if __name__ == "__main__":
    main()
