"""kimitok.lock: what is refused, what holds against Hub and cache, updates that are whole or not at all."""

import json
import signal
import subprocess
import time

from hub import faults
from hub.fake_hub import File, sha256
from hub.fetch_case import CONFIG, FILES, MODEL, MODEL_STATUS, NETWORK, NO, REPO, USAGE, FetchTest
from program import PROGRAM, main

LOCK = "kimitok.lock"


def digest_of(artifact):
    lines = sorted(f"{file['sha256']}  {file['path']}\n" for file in artifact["files"])
    lines += [f"absent  {name}\n" for name in artifact["absent"]]
    return "kt1:" + sha256("".join(lines).encode())


class LockTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.value = self.lock()
        self.text = self.read()
        self.hub.forget()

    def read(self):
        return (self.dir / LOCK).read_text()

    def put(self, value):
        self.write(LOCK, json.dumps(value, indent=2) + "\n")

    def changed(self, change):
        """The lock's value after `change` has been at a copy of it."""
        value = json.loads(self.text)
        change(value["artifacts"][0])
        return value

    def fetch_lock(self, *args, **more):
        ended = self.fetch(*args, **more)
        if ended.status == 0:
            self.assertEqual(ended.text, f"{self.snapshot()}\n")
            self.check_files(self.snapshot())
        return ended


class FormTest(LockTest):
    def test_a_saved_lock_is_as_documented(self):
        artifact = self.value["artifacts"][0]
        self.assertEqual(list(self.value), ["kimitok_lock", "artifacts"])
        self.assertEqual(list(artifact), ["name", "source", "repo_type", "repo", "requested", "commit",
                                          "files", "absent", "digest"])
        self.assertEqual([artifact["repo"], artifact["requested"], artifact["commit"]],
                         [REPO, "main", self.commit])
        self.assertEqual(artifact["files"], [
            {"path": name, "size": len(file.content), "sha256": sha256(file.content),
             "hub": f"{'sha256' if file.lfs else 'git-sha1'}:{file.blob}"}
            for name, file in sorted(FILES.items())])
        self.assertEqual(artifact["digest"], digest_of(artifact))

    def test_saving_again_changes_no_byte(self):
        self.lock()
        self.assertEqual(self.read(), self.text)

    def test_row_78_a_lock_that_breaks_the_format_is_refused_and_left_alone(self):
        first = json.dumps(self.text.splitlines()[1])  # any line, doubled below
        rows = {
            "empty": "", "truncated": self.text[:-20], "no JSON": "hello\n", "array": "[]",
            "BOM": "\ufeff" + self.text,
            "conflict": "<<<<<<< ours\n" + self.text + "=======\n>>>>>>> theirs\n",
            "twice": self.text.replace('"kimitok_lock": 1,', '"kimitok_lock": 1,\n  "kimitok_lock": 1,'),
            "unknown version": self.text.replace('"kimitok_lock": 1', '"kimitok_lock": 2'),
            "trailing": self.text + first,
            "upper-case hash": self.text.replace(sha256(MODEL), sha256(MODEL).upper()),
            "short commit": self.text.replace(self.commit, self.commit[:39]),
            "no digest": self.text.replace('"digest"', '"digset"'),
        }
        for name, text in rows.items():
            with self.subTest(name):
                self.assertNotEqual(text, self.text)
                self.write(LOCK, text)
                self.refused(MODEL_STATUS, LOCK, args=["--locked"], mends=False)
                self.assertEqual(self.read(), text)
                self.assertEqual(self.hub.requests, [])

    def test_row_78_a_member_that_is_wrong_is_refused_and_named(self):
        def twice(artifact):
            artifact["files"].append(artifact["files"][0])

        def cased(artifact):
            artifact["files"].append(dict(artifact["files"][0], path="CONFIG.JSON"))

        def swapped(artifact):
            one, two = artifact["files"][:2]
            one["sha256"], two["sha256"] = two["sha256"], one["sha256"]
        for name, change in (("hashes", swapped), ("files", twice), ("case", cased),
                             ("extra", lambda a: a.update(surprise=1)),
                             ("repo", lambda a: a.update(repo="../x")),
                             ("requested", lambda a: a.update(requested="../x")),
                             ("name", lambda a: a.update(name="../x")),
                             ("source", lambda a: a.update(source="ftp")),
                             ("size", lambda a: a["files"][0].update(size=-1)),
                             ("size type", lambda a: a["files"][0].update(size="5")),
                             ("hub", lambda a: a["files"][0].update(hub="md5:00")),
                             ("absent", lambda a: a["absent"].append(a["files"][0]["path"])),
                             ("files missing", lambda a: a.pop("files"))):
            with self.subTest(name):
                self.put(self.changed(change))
                before = self.read()
                self.refused(MODEL_STATUS, LOCK, args=["--locked"], mends=False)
                self.assertEqual(self.read(), before)

    def test_row_73_a_path_that_leaves_its_directory_is_refused(self):
        for path in ("../x", "a/../../x", "/etc/passwd", "a//b", ".", "..", "a/", "", "a\\b", "C:/x", "C:x",
                     "\\\\server\\x", "CON", "nul.txt", "com1", "a/LPT1.json", "x.", "x ", "a\0b", "a\nb",
                     "a\x7f", "x" * 256,
                     "/".join(["d" * 200] * 21), "../" * 20 + "etc/passwd", "a/./b"):
            with self.subTest(path):
                def change(artifact, path=path):
                    artifact["files"][0]["path"] = path
                self.put(self.changed(change))
                self.refused(MODEL_STATUS, LOCK, args=["--locked"], mends=False)
                self.assertEqual(self.hub.requests, [])

    def test_row_73_a_pinned_file_of_any_name_is_fetched_under_that_name(self):
        odd = "sub dir/a b#?%[]+é.txt"
        files = FILES | {odd: File(b"odd")}
        self.commit = self.hub.repo(REPO).commit(files)
        self.lock("other", "--force")
        value = json.loads(self.read())
        artifact = next(a for a in value["artifacts"] if a["name"] == "other")
        artifact["files"].append({"path": odd, "size": 3, "sha256": sha256(b"odd"),
                                  "hub": f"git-sha1:{files[odd].blob}"})
        artifact["digest"] = digest_of(artifact)
        value["artifacts"] = [artifact]
        self.put(value)
        self.fresh()
        self.assertEqual(self.fetch("--locked").status, 0)
        self.check_files(self.snapshot(), files)
        (self.snapshot() / odd).resolve().write_bytes(b"bad")
        self.assertEqual(self.run_program("verify").status, MODEL_STATUS)
        self.assertEqual(self.run_program("verify", "--repair").status, 0)
        self.check_files(self.snapshot(), files)

    def test_row_78_a_lock_of_a_gigabyte_is_refused_unread(self):
        with open(self.dir / LOCK, "wb") as file:
            file.truncate(1 << 30)
        self.refused(MODEL_STATUS, LOCK, args=["--locked"], mends=False)

    def test_row_78_line_ends_and_order_do_not_matter_but_for_the_gate(self):
        turned = self.changed(lambda artifact: artifact["files"].reverse())
        for name, text in (("CRLF", self.text.replace("\n", "\r\n")),
                           ("order", json.dumps(turned, indent=1, sort_keys=True))):
            with self.subTest(name):
                (self.dir / LOCK).write_bytes(text.encode())
                self.assertEqual(self.fetch_lock("--locked").status, 0)
                gate = self.run_program("verify", "--locked")
                self.assertNotEqual(gate.status, 0, gate)
                self.assertEqual((self.dir / LOCK).read_bytes(), text.encode())

    def test_row_78_without_a_lock_locked_is_refused(self):
        (self.dir / LOCK).unlink()
        for args in (["--locked"], ["--frozen"], [REPO, "--locked"]):
            with self.subTest(args):
                self.refused(MODEL_STATUS, LOCK, args=args, mends=False)
                self.assertFalse((self.dir / LOCK).exists())

    def test_row_78_locked_refuses_what_the_lock_does_not_say(self):
        self.hub.repo("org/other").commit(FILES)
        other = self.hub.repo(REPO).commit(FILES | {"config.json": File(b"{}")})
        for reference in ("org/other", f"{REPO}@{other}"):
            with self.subTest(reference):
                self.refused(MODEL_STATUS, args=[reference, "--locked"], mends=False)
        self.assertEqual(self.fetch_lock(REPO, "--locked").status, 0)
        self.assertEqual(self.read(), self.text)

    def test_row_78_neither_a_lock_nor_an_operand_is_a_usage_error(self):
        (self.dir / LOCK).unlink()
        ended = self.fetch()
        self.assertEqual((ended.status, ended.out), (USAGE, b""), ended)


class RealityTest(LockTest):
    def test_row_79_a_wrong_hash_is_told_with_both_hashes(self):
        wrong = "0" * 64

        def change(artifact):
            for file in artifact["files"]:
                if file["path"] == "tokenizer_config.json":
                    file["sha256"] = wrong
            artifact["digest"] = digest_of(artifact)
        self.put(self.changed(change))
        for cached in (True, False):
            with self.subTest(cached=cached):
                if not cached:
                    self.fresh()
                self.refused(MODEL_STATUS, "tokenizer_config.json", wrong, sha256(CONFIG), args=["--locked"],
                             mends=False)

    def test_row_79_all_that_is_missing_offline_is_named_at_once(self):
        self.fresh()
        ended = self.refused(MODEL_STATUS, "kimitok fetch", *FILES, args=["--frozen"], mends=False)
        self.assertEqual(self.hub.requests, [])
        self.assertEqual(ended.err.count("\n"), 1)

    def test_row_79_a_branch_that_moved_does_not_matter(self):
        moved = {name: File(file.content + b" ", file.lfs) for name, file in FILES.items()}
        self.hub.repo(REPO).commit(moved)
        for name in ("cached", "cold"):
            with self.subTest(name):
                self.assertEqual(self.fetch_lock("--locked").status, 0)
                self.assertEqual(self.hub.asked("^/api/models/"), [])
                self.fresh()
        self.assertEqual(self.read(), self.text)

    def test_row_79_a_locked_fetch_moves_no_ref(self):
        self.fresh()
        self.assertEqual(self.fetch_lock().status, 0)
        self.assertIsNone(self.ref())

    def test_row_79_a_file_that_should_be_absent_is_a_failure(self):
        def change(artifact):
            artifact["files"] = [file for file in artifact["files"] if file["path"] != "config.json"]
            artifact["absent"] = sorted([*artifact["absent"], "config.json"])
            artifact["digest"] = digest_of(artifact)
        self.put(self.changed(change))
        gate = self.run_program("verify", "--locked")
        self.assertEqual(gate.status, MODEL_STATUS, gate)
        self.assertIn("config.json", gate.err)

    def test_row_79_a_cold_locked_fetch_asks_for_its_files_alone(self):
        self.fresh()
        self.assertEqual(self.fetch_lock().status, 0)
        names = {request.path.rpartition("/")[2] for request in self.hub.hub.requests}
        self.assertEqual(names, set(FILES))

    def test_a_lock_works_with_any_mirror(self):
        mirror = self.start_hub()
        mirror.repos = self.hub.repos
        self.fresh()
        self.assertEqual(self.fetch_lock("--endpoint", mirror.endpoint).status, 0)
        self.assertEqual(self.hub.requests, [])
        self.assertEqual(self.read(), self.text)


class UpdateTest(LockTest):
    def update(self, *args, **more):
        ended = self.run_program("update", *args, *self.flags, **more)
        self.check_secrets(ended)
        return ended

    def new_commit(self, **files):
        added = {name.replace("_json", ".json"): File(content) for name, content in files.items()}
        return self.hub.repo(REPO).commit(FILES | {"config.json": File(b'{"vocab_size": 4352}')} | added)

    def test_an_update_moves_to_the_newest_commit_and_tells_what_changed(self):
        new = self.new_commit()
        ended = self.update()
        self.assertEqual(ended.status, 0, ended)
        value = json.loads(self.read())
        self.assertEqual(value["artifacts"][0]["commit"], new)
        told = ended.text + ended.err
        for word in (self.commit[:7], new[:7], "config.json", "changed", "unchanged"):
            self.assertIn(word, told)

    def test_an_update_to_the_same_commit_changes_no_byte(self):
        self.assertEqual(self.update().status, 0)
        self.assertEqual(self.read(), self.text)

    def test_check_says_whether_there_is_something_newer_and_writes_nothing(self):
        self.assertEqual(self.update("--check").status, 0)
        self.new_commit()
        self.hub.forget()
        self.assertEqual(self.update("--check").status, NO)
        self.assertEqual(len(self.hub.requests), 1)
        self.assertEqual(self.read(), self.text)

    def test_an_update_to_a_revision_makes_it_the_one_that_is_asked_for(self):
        self.hub.repo(REPO).refs["v2"] = new = self.new_commit()
        self.assertEqual(self.update("--to", "v2").status, 0)
        artifact = json.loads(self.read())["artifacts"][0]
        self.assertEqual((artifact["requested"], artifact["commit"]), ("v2", new))

    def test_row_80_an_update_to_files_that_do_not_verify_leaves_the_lock_alone(self):
        self.new_commit()
        self.hub.fault("config.json.etag=", faults.wrong_bytes)
        self.assertEqual(self.update().status, MODEL_STATUS)
        self.assertEqual(self.read(), self.text)

    def test_row_80_an_update_to_a_tokenizer_that_does_not_load_leaves_the_lock_alone(self):
        for name, files in (("config", {"tokenizer_config.json": File(b"{")}),
                            ("ranks", {"tiktoken.model": File(MODEL[:1000], lfs=True)}),
                            ("self-check", {"config.json": File(b'{"vocab_size": 100}')})):
            with self.subTest(name):
                self.hub.repo(REPO).commit(FILES | files)
                ended = self.update()
                self.assertNotEqual(ended.status, 0, ended)
                self.assertEqual(self.read(), self.text)

    def test_row_80_an_update_without_the_hub_leaves_the_lock_alone(self):
        self.new_commit()
        self.hub.fault("", faults.status(503))
        self.assertEqual(self.update().status, NETWORK)
        self.assertEqual(self.read(), self.text)

    def test_row_80_an_update_that_is_killed_leaves_the_lock_alone(self):
        self.new_commit()
        for sent in (signal.SIGKILL, signal.SIGINT, signal.SIGTERM):
            with self.subTest(sent):
                self.hub.mend()
                self.hub.forget()
                self.hub.fault("config.json.etag=", faults.silent)
                env = self.environment(HF_HUB_ETAG_TIMEOUT="60", HF_HUB_DOWNLOAD_TIMEOUT="60")
                running = subprocess.Popen([PROGRAM, "update", "--timeout", "60"], cwd=self.dir, env=env,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                until = time.monotonic() + 30
                while not self.hub.asked("config.json.etag=") and time.monotonic() < until:
                    time.sleep(0.02)
                running.send_signal(sent)
                running.communicate(timeout=30)
                self.assertEqual(running.returncode, -sent)
                self.assertEqual(self.read(), self.text)
                self.assertEqual([name for name in self.names() if name.startswith(LOCK)], [LOCK])

    def test_row_80_a_save_of_what_does_not_load_leaves_the_lock_alone(self):
        self.hub.repo(REPO).commit(FILES | {"tokenizer_config.json": File(b"{")})
        ended = self.fetch(REPO, "--save", "other")
        self.assertNotEqual(ended.status, 0, ended)
        self.assertEqual(self.read(), self.text)


if __name__ == "__main__":
    main()
