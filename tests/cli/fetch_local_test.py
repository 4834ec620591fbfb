"""kimitok fetch on a cache that is missing, shared, locked or read-only, and where the environment says."""

import fcntl
import os
import pathlib
import shutil
import subprocess
import threading
import time

from hub import invariants
from hub.fake_hub import File
from hub.fetch_case import FILES, IO, MODEL_STATUS, REPO
from hub.local_case import BLOB, NOBODY, LocalTest
from program import PROGRAM, main


class CacheDirectoryTest(LocalTest):
    def protect(self):
        for path in (self.cache, *self.cache.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o555)
        self.addCleanup(self.unprotect)

    def unprotect(self):
        for path in (self.cache, *self.cache.rglob("*")):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o755)

    def test_row_53_a_hit_in_a_read_only_cache_needs_no_write(self):
        self.fetched()
        user = self.as_a_user()
        self.protect()
        before, asked = invariants.tree(self.cache), len(self.hub.requests)
        self.fetched(self.pinned(), **user)
        self.assertEqual(invariants.tree(self.cache), before)
        self.assertEqual(len(self.hub.requests), asked)

    def test_row_53_a_hit_of_a_branch_in_a_read_only_cache_is_a_hit(self):
        self.fetched()
        user = self.as_a_user()
        self.protect()
        self.fetched(**user)

    def test_row_53_a_miss_in_a_read_only_cache_says_where_else_it_may_be(self):
        self.fetched()
        user = self.as_a_user()
        self.protect()
        self.commit = self.hub.repo(REPO).commit(FILES | {"config.json": File(b'{"vocab_size": 4352}')})
        self.refused(IO, "HF_HUB_CACHE", mends=False, **user)

    def test_a_hit_makes_neither_a_request_nor_a_write(self):
        self.fetched()
        before = {path: path.lstat() for path in self.cache.rglob("*")}
        self.hub.forget()
        self.fetched(self.pinned())
        self.assertEqual(self.hub.requests, [])
        self.assertEqual({path: (s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in before.items()},
                         {path: (s.st_mtime_ns, s.st_ctime_ns, s.st_ino) for path, s in
                          ((path, path.lstat()) for path in self.cache.rglob("*"))})

    def test_row_54_a_cache_directory_that_is_missing_is_made(self):
        self.cache = self.dir / "not" / "yet" / "there"
        self.folder = self.cache / "models--org--small"
        self.fetched()

    def test_row_54_a_cache_directory_that_is_none_is_named(self):
        self.write("cache", b"a file")
        self.refused(IO, str(self.cache), mends=False)
        self.cache.unlink()
        self.cache.symlink_to(self.dir / "nowhere")
        self.refused(IO, str(self.cache), mends=False)
        self.assertFalse((self.dir / "nowhere").exists())

    def test_row_54_a_cache_directory_that_cannot_be_entered_is_named(self):
        self.cache.mkdir()
        user = self.as_a_user()
        self.cache.chmod(0)
        ended = self.run_program("fetch", REPO, *self.flags, **user)
        self.cache.chmod(0o755)
        self.assertEqual((ended.status, ended.out), (IO, b""), ended)
        self.assertIn(str(self.cache), ended.err)

    def test_row_54_a_cache_below_a_link_is_a_cache(self):
        (self.dir / "elsewhere").mkdir()
        self.cache.symlink_to(self.dir / "elsewhere")
        ended = self.fetch(REPO)
        self.assertEqual(ended.status, 0, ended)
        self.check_files(pathlib.Path(ended.text.rstrip("\n")))

    def test_row_54_without_a_home_the_one_of_the_password_database_is_taken(self):
        program = subprocess.run([PROGRAM, "fetch", self.pinned(), "--offline"], cwd=self.dir,
                                 env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=60,
                                 **self.as_a_user())
        self.assertEqual((program.returncode, program.stdout), (MODEL_STATUS, ""), program)

    def where(self, **env):
        """Below self.dir: where the cache is with these variables alone."""
        shutil.rmtree(self.dir, ignore_errors=True)
        self.dir.mkdir()
        ended = self.run_program("fetch", REPO, *self.flags, env={"HF_HUB_CACHE": "", "HF_HOME": ""} | env)
        self.assertEqual(ended.status, 0, ended)
        snapshot = pathlib.Path(os.fsdecode(ended.out.rstrip(b"\n")))
        self.check_files(snapshot)
        return os.path.relpath(snapshot.parents[2], self.dir)

    def test_row_55_the_cache_is_where_the_environment_says(self):
        here = str(self.dir)
        for env, expected in (
                ({}, ".cache/huggingface/hub"),
                ({"HF_HOME": ""}, ".cache/huggingface/hub"),
                ({"XDG_CACHE_HOME": f"{here}/xdg"}, "xdg/huggingface/hub"),
                ({"HF_HOME": f"{here}/home", "XDG_CACHE_HOME": f"{here}/xdg"}, "home/hub"),
                ({"HUGGINGFACE_HUB_CACHE": f"{here}/old", "HF_HOME": f"{here}/home"}, "old"),
                ({"HF_HUB_CACHE": f"{here}/new", "HUGGINGFACE_HUB_CACHE": f"{here}/old"}, "new"),
                ({"HF_HUB_CACHE": "~/x"}, "x"),
                ({"HF_HUB_CACHE": "relative"}, "relative"),
                ({"HF_HUB_CACHE": "$WHERE/y", "WHERE": f"{here}/w"}, "w/y"),
                ({"HF_HUB_CACHE": "${WHERE}/y", "WHERE": f"{here}/w"}, "w/y"),
                ({"HF_HUB_CACHE": f"{here}/slash//"}, "slash"),
                ({"HF_HUB_CACHE": f"{here}/" + os.fsdecode(b"\xff\xfe")}, os.fsdecode(b"\xff\xfe"))):
            with self.subTest(env):
                self.assertEqual(self.where(**env), expected)

    def test_row_55_a_flag_wins_over_the_environment(self):
        ended = self.run_program("--cache-dir", "flag", "fetch", REPO, *self.flags)
        snapshot = self.dir / "flag" / self.folder.name / "snapshots" / self.commit
        self.assertEqual((ended.status, ended.text), (0, f"{snapshot}\n"), ended)
        self.assertFalse(self.cache.exists())

    def test_row_68_modes_are_those_of_the_umask(self):
        for umask, file_mode, directory_mode in ((0o022, 0o644, 0o755), (0o077, 0o600, 0o700),
                                                 (0o002, 0o664, 0o775)):
            with self.subTest(oct(umask)):
                self.fresh()
                self.fetched(umask=umask)
                for name, (kind, _, mode) in invariants.tree(self.cache).items():
                    expected = {"file": file_mode, "directory": directory_mode, "link": 0}[kind]
                    if name.endswith(".lock"):
                        expected = 0o664
                    self.assertEqual(oct(mode), oct(expected), name)

    def test_row_68_directories_below_one_with_setgid_have_its_group(self):
        self.cache.mkdir()
        if os.geteuid() == 0:
            os.chown(self.cache, 0, NOBODY)
        self.cache.chmod(0o2775)
        self.fetched()
        group = self.cache.stat().st_gid
        for path in self.cache.rglob("*"):
            self.assertEqual(path.lstat().st_gid, group, path)
            if path.is_dir() and not path.is_symlink():
                self.assertTrue(path.stat().st_mode & 0o2000, path)

    def test_row_69_a_cache_too_deep_for_a_path_is_a_clean_error(self):
        for directory in (self.dir / "/".join(["d" * 200] * 30), self.dir / ("n" * 256)):
            with self.subTest(len(str(directory))):
                ended = self.run_program("--cache-dir", directory, "fetch", REPO, *self.flags)
                self.assertEqual((ended.status, ended.out), (IO, b""), ended)
                self.assertIn("name too long", ended.err.lower())

    def test_row_69_the_longest_names_of_a_repository_are_cached(self):
        name = "o" * 47 + "/" + "r" * 48
        commit = self.hub.repo(name).commit(FILES)
        ended = self.fetch(name)
        self.assertEqual(ended.status, 0, ended)
        self.check_files(self.cache / ("models--" + name.replace("/", "--")) / "snapshots" / commit)


class LockTest(LocalTest):
    def hold(self, name=BLOB):
        """Locks a blob as another process does. The lock is held until it is closed."""
        path = self.cache / ".locks" / self.folder.name / f"{name}.lock"
        path.parent.mkdir(parents=True, exist_ok=True)
        held = open(path, "w", encoding="ascii")
        self.addCleanup(held.close)
        fcntl.flock(held, fcntl.LOCK_EX)
        return held, path

    def test_row_60_a_lock_held_past_the_bound_is_named_and_passed_over(self):
        _, path = self.hold()
        ended = self.fetched(REPO, "--lock-timeout", "1")
        self.assertIn(str(path), ended.err)

    def test_row_60_a_lock_is_waited_for(self):
        held, path = self.hold()
        released = []

        def release():
            time.sleep(2)
            released.append(time.monotonic())
            held.close()
        threading.Thread(target=release).start()
        ended = self.fetched(REPO, "--lock-timeout", "60")
        self.assertEqual(len(released), 1)
        self.assertIn(str(path), ended.err)  # it says whom it waits for

    def test_row_61_a_lock_of_someone_else_that_cannot_be_opened_is_passed_over(self):
        for mode in (0o444, 0):
            with self.subTest(oct(mode)):
                self.fresh()
                held, path = self.hold()
                held.close()
                user = self.as_a_user()
                path.chmod(mode)
                self.fetched(**user)

    def test_row_61_a_lock_that_is_unlinked_while_it_is_waited_for_is_taken_anew(self):
        held, path = self.hold()

        def unlink():
            time.sleep(1)
            path.unlink()
            held.close()
        threading.Thread(target=unlink).start()
        self.fetched(REPO, "--lock-timeout", "30")

    def test_a_lock_that_is_a_link_is_not_written_through(self):
        target = self.write("precious", b"precious")
        held, path = self.hold()
        held.close()
        path.unlink()
        path.symlink_to(target)
        self.fetched()
        self.assertEqual(target.read_bytes(), b"precious")


if __name__ == "__main__":
    main()
