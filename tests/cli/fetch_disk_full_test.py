"""kimitok fetch on a disk that is full: row 52.

The disks are mounted in a namespace of this process alone, which is root there: nothing is left of them.
"""

import contextlib
import os
import subprocess
import sys

from hub import invariants
from hub.fetch_case import FILES, IO, MODEL, REPO, FetchTest, skip
from program import main

PAGE = os.sysconf("SC_PAGE_SIZE")
OWN_NAMESPACE = ("unshare", "--mount", *(() if os.geteuid() == 0 else ("--map-root-user",)))


class DiskFullTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.cache.mkdir()

    @contextlib.contextmanager
    def disk(self, *options):
        subprocess.run(["mount", "-t", "tmpfs", "-o", ",".join(options), "small", self.cache], check=True)
        try:
            yield
        finally:
            subprocess.run(["umount", self.cache], check=True)

    def fetched_or_told(self, *options):
        """The exit status on such a disk."""
        with self.subTest(options), self.disk(*options):
            ended = self.fetch(REPO)
            self.assertIn(ended.status, (0, IO), ended)
            self.assertEqual(invariants.temporaries(self.cache), [])
            return ended.status

    def test_row_52_a_disk_without_room_for_a_blob_is_told_and_left_as_it_was(self):
        with self.disk("size=1m"):
            self.told_and_left()

    def leave(self, size):
        """Fills the disk but for so many bytes."""
        self.ballast = self.cache / "ballast"
        self.foreign = frozenset({self.ballast})
        free = os.statvfs(self.cache)
        self.ballast.write_bytes(bytes(free.f_bavail * free.f_bsize - size))

    def told_and_left(self):
        self.leave(8 * PAGE)
        ended = self.refused(IO, "no space left", mends=False)
        self.assertEqual(self.own_temporaries(), [])
        self.assertNotIn(FILES["tiktoken.model"].blob, self.blobs())
        self.assertEqual(len(self.hub.cdn.requests), 1, ended)  # a full disk is not tried again
        self.ballast.unlink()
        self.fetched()

    def test_row_52_any_size_of_the_disk_is_enough_or_told(self):
        self.assertEqual({self.fetched_or_told(f"size={pages * PAGE}") for pages in range(1, 40)}, {0, IO})

    def test_row_52_any_number_of_names_is_enough_or_told(self):
        statuses = {self.fetched_or_told("size=16m", f"nr_inodes={inodes}") for inodes in range(2, 40)}
        self.assertEqual(statuses, {0, IO})

    def test_row_52_an_old_blob_survives_a_repair_without_room(self):
        with self.disk("size=1m"):
            self.survived()

    def survived(self):
        self.fetched()
        old = FILES["config.json"].blob
        (self.folder / "blobs" / FILES["tiktoken.model"].blob).unlink()
        self.leave(len(MODEL) // 2)
        self.foreign |= {self.snapshot() / "tiktoken.model"}
        ended = self.fetch(f"{REPO}@{self.commit}")
        self.assertEqual((ended.status, ended.out), (IO, b""), ended)
        self.assertIn(old, self.blobs())
        self.ballast.unlink()
        self.foreign = frozenset()
        self.fetched()


if __name__ == "__main__":
    if len(sys.argv) == 1:
        if subprocess.run([*OWN_NAMESPACE, "true"], capture_output=True, check=False).returncode != 0:
            skip("needs unshare(1) and the right to a namespace of its own")
        os.execvp(OWN_NAMESPACE[0], [*OWN_NAMESPACE, sys.executable, sys.argv[0], "DiskFullTest"])
    main()
