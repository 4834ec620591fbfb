"""Every form of the library that this processor can run gives the same ids: KIMITOK_CPU_TIER chooses it."""

import json
import pathlib
import platform

from program import SMALL, TESTDATA, ProgramTest, main

TIERS = ("portable", "neon", "avx2", "avx512")


def tiers_of_this_processor():
    """From what the operating system says of it, not from what the program does."""
    if platform.machine() == "aarch64":
        return ["portable", "neon"]
    flags = set()
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("flags"):
            flags = set(line.split(":")[1].split())
            break
    tiers = ["portable"]
    if {"avx2", "bmi1", "bmi2"} <= flags:
        tiers.append("avx2")
        if {"avx512f", "avx512bw", "avx512vl", "avx512vbmi", "avx512_vbmi2"} <= flags:
            tiers.append("avx512")
    return tiers


class CpuTier(ProgramTest):
    def test_a_tier_that_is_there_is_used_and_any_other_is_refused(self):
        there = tiers_of_this_processor()
        for tier in TIERS:
            with self.subTest(tier):
                env = {"KIMITOK_CPU_TIER": tier}
                if tier in there:
                    self.expect(["encode", "-t", "a"], "97\n", env=env)
                else:
                    self.expect_failure(["encode", "-t", "a"], 2, "KIMITOK_CPU_TIER: ", f"does not have {tier}",
                                        env=env)
        self.assertLess(len(there), len(TIERS))

    def test_an_unknown_tier_is_a_usage_error_whatever_is_asked(self):
        for args in (["encode", "-t", "a"], ["--version"], ["decode"], ["help"]):
            with self.subTest(args):
                self.expect(args, "", status=2, env={"KIMITOK_CPU_TIER": "sse\x1b"},
                            err="kimitok: KIMITOK_CPU_TIER: unknown processor tier 'sse\\x1b'; "
                                "one of portable, neon, avx2, avx512\n")

    def test_an_empty_value_is_none(self):
        self.expect(["encode", "-t", "a"], "97\n", env={"KIMITOK_CPU_TIER": ""})

    def test_goldens_of_the_small_vocabulary(self):
        for tier in tiers_of_this_processor():
            for threads in "12":
                with self.subTest(tier, threads=threads):
                    ended = self.run_program("verify", "-m", SMALL, "--json", "-j", threads, "--golden",
                                             TESTDATA / "golden" / "small.jsonl", env={"KIMITOK_CPU_TIER": tier})
                    report = json.loads(ended.out)
                    self.assertEqual((ended.status, report["failed"]), (0, 0), ended.err)
                    self.assertGreater(report["passed"], 100)

    def test_a_long_text(self):
        # Long enough for the tables that only long texts are worth.
        text = b"".join(path.read_bytes() for path in sorted((TESTDATA / "training").iterdir()))
        self.assertGreater(len(text), 50_000)
        self.write("text", text * (9_000_000 // len(text)))
        for threads in "2":
            outputs = {}
            for tier in tiers_of_this_processor():
                ended = self.run_program("encode", "--to", "u32", "-j", threads, "text",
                                         env={"KIMITOK_CPU_TIER": tier})
                self.assertEqual((ended.status, ended.err), (0, ""))
                self.assertGreater(len(ended.out), 1_000_000)
                outputs[tier] = ended.out
            self.assertEqual(len(set(outputs.values())), 1, f"{list(outputs)} differ with {threads} threads")


if __name__ == "__main__":
    main()
