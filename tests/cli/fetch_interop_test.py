"""One cache for kimitok and the real huggingface_hub: each reads what the other wrote, both write alike."""

import json
import subprocess

from hub import invariants
from hub.fetch_case import FILES, REPO, FetchTest
from hub.real_client import python
from program import main

PYTHON = python()

READ = """
from huggingface_hub import hf_hub_download, scan_cache_dir, snapshot_download, try_to_load_from_cache
from huggingface_hub.file_download import _CACHED_NO_EXIST
loaded = {name: try_to_load_from_cache(asked["repo"], name) for name in asked["files"] + asked["absent"]}
scan = scan_cache_dir()
repo, = scan.repos
revision, = repo.revisions
answer = {
    "loaded": {name: path for name, path in loaded.items() if path is not _CACHED_NO_EXIST},
    "absent": [name for name, path in loaded.items() if path is _CACHED_NO_EXIST],
    "downloaded": {name: hf_hub_download(asked["repo"], name, local_files_only=True)
                   for name in asked["files"]},
    "snapshot": snapshot_download(asked["repo"], local_files_only=True),
    "warnings": [str(warning) for warning in scan.warnings],
    "repo": [repo.repo_id, repo.repo_type, repo.nb_files, repo.size_on_disk],
    "revision": [revision.commit_hash, sorted(revision.refs),
                 sorted(file.file_name for file in revision.files)],
}
"""
WRITE = """
from huggingface_hub import hf_hub_download
from huggingface_hub.errors import EntryNotFoundError
answer = []
for name in asked["files"] + asked["absent"]:
    try:
        answer.append(hf_hub_download(asked["repo"], name, revision=asked["revision"]))
    except EntryNotFoundError:
        pass
"""
SNAPSHOT = """
from huggingface_hub import snapshot_download
answer = snapshot_download(asked["repo"], allow_patterns=["*.model", "*.json"])
"""


class InteropTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.asked = {"repo": REPO, "revision": "main", "files": list(FILES), "absent": []}

    def theirs(self, code, cache=None):
        """What huggingface_hub answers in a process of its own, which may write to `cache`."""
        code = f"import json, sys\nasked = json.loads(sys.argv[1])\n{code}\nprint(json.dumps(answer))"
        env = self.environment(HF_HUB_DISABLE_XET="1", HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_ETAG_TIMEOUT="10",
                               HF_HUB_DOWNLOAD_TIMEOUT="10", HF_HUB_CACHE=str(cache or self.cache))
        ended = subprocess.run([PYTHON, "-c", code, json.dumps(self.asked)], capture_output=True, text=True,
                               timeout=120, cwd=self.dir, env=env, check=False)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        return json.loads(ended.stdout.splitlines()[-1])

    def ours(self):
        told = json.loads(self.fetch(REPO, "--json").out)
        self.asked["absent"] = told["absent"]
        self.assertIn("tokenizer.json", told["absent"])

    def test_what_kimitok_wrote_is_read(self):
        self.ours()
        before = invariants.tree(self.cache)
        self.hub.forget()
        answer = self.theirs(READ)
        paths = {name: str(self.snapshot() / name) for name in FILES}
        self.assertEqual((answer["loaded"], answer["downloaded"]), (paths, paths))
        self.assertEqual(answer["absent"], self.asked["absent"])
        self.assertEqual(answer["snapshot"], str(self.snapshot()))
        self.assertEqual(answer["warnings"], [])
        size = sum(len(file.content) for file in FILES.values())
        self.assertEqual(answer["repo"], [REPO, "model", len(FILES), size])
        self.assertEqual(answer["revision"], [self.commit, ["main"], sorted(FILES)])
        self.assertEqual([r for r in self.hub.requests if REPO in r.target], [])
        self.assertEqual(invariants.tree(self.cache), before)

    def test_both_write_the_same_tree(self):
        self.ours()
        other = self.dir / "other"
        self.theirs(WRITE, other)
        ours, theirs = invariants.tree(self.cache), invariants.tree(other)
        self.assertEqual(ours.keys(), theirs.keys())
        self.assertEqual(ours, theirs)

    def test_what_huggingface_hub_wrote_is_read_without_a_request(self):
        self.ours()
        self.fresh()
        self.asked["revision"] = self.commit
        self.theirs(WRITE)
        before = invariants.tree(self.cache)
        self.hub.forget()
        self.fetched(f"{REPO}@{self.commit}")
        self.assertEqual(self.hub.requests, [])
        self.assertEqual(invariants.tree(self.cache), before)

    def test_a_snapshot_of_huggingface_hub_is_a_tokenizer(self):
        self.theirs(SNAPSHOT)
        self.foreign = {self.folder / "trees"}
        self.hub.forget()
        ended = self.run_program("encode", "-m", REPO, stdin="hello")
        self.assertEqual(ended.status, 0, ended)
        self.assertEqual(self.hub.requests, [])
        self.fetched()
        self.assertEqual(self.hub.asked("^/xet/"), [])  # only what it may have besides is asked for

    def test_a_repair_by_kimitok_is_read(self):
        self.theirs(WRITE)
        (self.folder / "blobs" / FILES["tiktoken.model"].blob).write_bytes(b"damaged")
        self.ours()
        answer = self.theirs(READ)
        self.assertEqual((answer["warnings"], answer["snapshot"]), ([], str(self.snapshot())))
        self.check_files(self.snapshot())


if __name__ == "__main__":
    main()
