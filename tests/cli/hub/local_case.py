"""A test of what lies in the cache and who may write there."""

import os

from hub.fetch_case import FILES, REPO, FetchTest

NOBODY = 65534
BLOB = FILES["tiktoken.model"].blob


class LocalTest(FetchTest):
    def as_a_user(self):
        """For run_program(): permissions bind everybody but root, so root becomes someone else."""
        if os.geteuid() != 0:
            return {}
        for path in (self.dir, *self.dir.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def pinned(self):
        return f"{REPO}@{self.commit}"

    def blob(self, name=BLOB):
        return self.folder / "blobs" / name

    def entry(self, name="tiktoken.model"):
        return self.snapshot() / name
