"""Many kimitok fetch at once on one cache, and ones that are killed at any moment: rows 56 and 58."""

import json
import os
import random
import signal
import subprocess
import time

from hub import faults, invariants
from hub.fetch_case import FILES, REPO, FetchTest
from program import PROGRAM, main

ROUNDS_AT_ONCE = 20
ROUNDS_KILLED = 200
SEED = 20260821


class ProcessTest(FetchTest):
    def start(self, *args):
        env = self.environment(HF_HUB_ETAG_TIMEOUT="60", HF_HUB_DOWNLOAD_TIMEOUT="60")
        return subprocess.Popen([PROGRAM, "fetch", REPO, *args], cwd=self.dir, env=env,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_row_58_eight_processes_on_a_cold_cache_all_succeed(self):
        for number in range(ROUNDS_AT_ONCE):
            with self.subTest(number):
                self.fresh()
                running = [self.start() for _ in range(8)]
                ended = [(process.communicate(timeout=120), process.returncode) for process in running]
                for (out, err), status in ended:
                    self.assertEqual((status, out.decode()), (0, f"{self.snapshot()}\n"), err)
                self.assertEqual(invariants.broken(self.cache), [])
                self.assertEqual(self.own_temporaries(), [])
                self.check_files(self.snapshot())

    def test_row_58_one_of_them_downloads_and_the_others_wait_for_it(self):
        self.hub.fault("^/xet/", faults.late_body(1), "cdn")
        sources = []
        for process in [self.start("--json") for _ in range(8)]:
            out, err = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, err)
            sources += [file["source"] for file in json.loads(out)["files"]
                        if file["name"] == "tiktoken.model"]
        self.assertEqual(sorted(sources), 7 * ["cache"] + ["network"])

    def test_row_56_a_process_killed_at_any_moment_harms_nobody(self):
        chance = random.Random(SEED)
        killed = 0
        begun = time.monotonic()
        self.fetched()
        usual = time.monotonic() - begun
        for number in range(ROUNDS_KILLED):
            with self.subTest(number):
                self.fresh()
                process = self.start()
                time.sleep(chance.uniform(0, 1.2 * usual))
                process.send_signal(signal.SIGKILL)
                process.communicate(timeout=60)
                killed += process.returncode == -signal.SIGKILL
                self.assertEqual(invariants.broken(self.cache), [])
                left = set(invariants.temporaries(self.cache))
                self.foreign = frozenset(left)  # of a process that is gone: removed when they are a day old
                self.fetched()
                self.assertEqual(set(invariants.temporaries(self.cache)), left)
        self.assertGreater(killed, ROUNDS_KILLED // 4)

    def test_row_56_an_interrupted_transfer_ends_by_its_signal_and_leaves_nothing(self):
        for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(sent):
                self.fresh()
                self.hub.fault("^/xet/", faults.stall(1000), "cdn")
                process = self.start()
                until = time.monotonic() + 30
                while not self.own_temporaries() and time.monotonic() < until:
                    time.sleep(0.02)
                self.assertNotEqual(self.own_temporaries(), [])
                process.send_signal(sent)
                process.communicate(timeout=30)
                self.assertEqual(process.returncode, -sent)
                self.assertEqual(invariants.broken(self.cache), [])
                self.assertEqual(self.own_temporaries(), [])
                self.hub.mend()
                self.fetched()

    def test_a_temporary_file_that_is_over_a_day_old_is_removed(self):
        self.fetched()
        left = self.folder / "blobs" / f"{FILES['tiktoken.model'].blob}.0123abcd.incomplete"
        left.write_bytes(b"part")
        yesterday = time.time() - 3 * 86400
        os.utime(left, (yesterday, yesterday))
        self.fetched(REPO, "--force")
        self.assertFalse(left.exists())


if __name__ == "__main__":
    main()
