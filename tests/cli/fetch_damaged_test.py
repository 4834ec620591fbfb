"""kimitok fetch on a cache that holds something other than its names say, by accident or by malice."""

import os
import shutil

from hub import invariants
from hub.fetch_case import FILES, IO, MODEL, MODEL_STATUS, REPO
from hub.local_case import BLOB, LocalTest
from program import main


class DamagedTest(LocalTest):
    """Something is in the cache already, and it is not what its name says."""

    def test_row_62_a_blob_with_other_bytes_is_repaired(self):
        for name, content in (("empty", b""), ("truncated", MODEL[:100]), ("wrong", MODEL[:-1] + b"?"),
                              ("longer", MODEL + b"\n")):
            for linked in (True, False):
                with self.subTest(name, linked=linked):
                    self.fresh()
                    self.fetched()
                    self.blob().write_bytes(content)
                    if not linked:
                        self.entry().unlink()
                    self.hub.forget()
                    self.fetched(self.pinned())
                    self.assertEqual(len(self.hub.asked("^/xet/")), 1)

    def test_row_62_a_damaged_blob_is_never_returned_offline(self):
        self.fetched()
        self.blob().write_bytes(MODEL[:-1] + b"?")
        self.foreign = {self.blob()}
        ended = self.fetch(self.pinned(), "--offline")
        self.assertEqual((ended.status, ended.out), (MODEL_STATUS, b""), ended)
        self.assertIn("tiktoken.model", ended.err)

    def test_row_62_a_blob_that_is_a_link_to_elsewhere_is_neither_read_nor_written_through(self):
        target = self.write("precious", MODEL)
        for text in (target, "../../../precious", "/etc/passwd", "../../../.."):
            with self.subTest(text):
                self.fresh()
                self.fetched()
                self.blob().unlink()
                self.blob().symlink_to(text)
                self.hub.forget()
                self.fetched(self.pinned())
                self.assertEqual(len(self.hub.asked("^/xet/")), 1)
                self.assertFalse(self.blob().is_symlink())
                self.assertEqual(target.read_bytes(), MODEL)

    def test_row_62_a_blob_that_cannot_be_read_is_named(self):
        self.fetched()
        user = self.as_a_user()
        self.blob().chmod(0)
        ended = self.run_program("fetch", self.pinned(), *self.flags, **user)
        self.blob().chmod(0o644)
        self.assertEqual((ended.status, ended.out), (IO, b""), ended)
        self.assertIn(str(self.blob()), ended.err)
        self.fetched(self.pinned())

    def test_row_62_a_fifo_is_not_waited_for(self):
        self.fetched()
        self.blob().unlink()
        os.mkfifo(self.blob())
        self.fetched(self.pinned(), timeout=60)

    def test_row_62_a_directory_in_the_place_of_a_blob_is_named(self):
        self.fetched()
        self.blob().unlink()
        self.blob().mkdir()
        self.foreign = {self.blob(), self.entry()}
        self.refused(IO, str(self.blob()), args=[self.pinned()], mends=False)
        self.blob().rmdir()
        self.fetched()

    def test_row_63_an_entry_that_leads_elsewhere_is_replaced(self):
        target = self.write("precious", b"precious")
        other = FILES["config.json"].blob
        for text in ("../../blobs/" + "0" * 64, target, "../../../../precious", f"../../blobs/{other}",
                     "../../blobs/../../../precious"):
            with self.subTest(text):
                self.fresh()
                self.fetched()
                self.entry().unlink()
                self.entry().symlink_to(text)
                if str(text).endswith(other):  # right in form: only a pin knows better
                    continue
                self.fetched(self.pinned())
                self.assertEqual(target.read_bytes(), b"precious")

    def test_row_63_a_copy_with_the_right_bytes_is_a_hit_and_one_with_others_is_repaired(self):
        self.lock()
        self.foreign = {self.entry()}
        self.entry().unlink()
        self.entry().write_bytes(MODEL)
        self.hub.forget()
        self.assertEqual(self.fetch().status, 0)
        self.assertEqual(self.hub.requests, [])
        self.entry().write_bytes(MODEL[:-1] + b"?")
        self.assertEqual(self.fetch().status, 0)
        self.check_files(self.snapshot())

    def test_row_63_a_directory_in_the_place_of_an_entry_is_named(self):
        self.fetched()
        self.entry().unlink()
        self.entry().mkdir()
        self.refused(IO, str(self.entry()), args=[self.pinned()], mends=False)

    def test_row_64_directories_that_are_links_are_refused(self):
        for name in ("blobs", "snapshots", "refs", ".no_exist", "."):
            with self.subTest(name):
                self.fresh()
                elsewhere = self.dir / "elsewhere"
                shutil.rmtree(elsewhere, ignore_errors=True)
                elsewhere.mkdir()
                where = self.folder if name == "." else self.folder / name
                where.parent.mkdir(parents=True)
                where.symlink_to(elsewhere)
                self.foreign = {where, self.folder / "snapshots"}
                ended = self.fetch(REPO)
                self.assertEqual(ended.status, IO, ended)
                self.assertIn(str(where), ended.err)
                self.assertEqual(list(elsewhere.iterdir()), [])

    def test_row_65_a_ref_that_is_no_commit_is_as_good_as_none(self):
        self.fetched()
        path = self.folder / "refs" / "main"
        other = self.write("other", self.commit)
        for name, content in (("newline", f"{self.commit}\n"), ("CRLF", f"{self.commit}\r\n"), ("empty", ""),
                              ("39 digits", self.commit[:39]), ("upper case", self.commit.upper()),
                              ("path", "../../../../" + "x" * 28), ("binary", "\0" * 40),
                              ("huge", "a" * 10_000_000), ("link", other), ("directory", None)):
            with self.subTest(name):
                if path.is_dir():
                    path.rmdir()
                path.unlink(missing_ok=True)
                if name == "link":
                    path.symlink_to(other)
                elif content is None:
                    path.mkdir()
                else:
                    path.write_text(content)
                self.foreign = {path}
                ended = self.fetch(REPO, "--offline")
                self.assertEqual((ended.status, ended.out), (MODEL_STATUS, b""), ended)
                if content is not None:
                    self.foreign = frozenset()
                    self.fetched()
                    self.assertFalse(path.is_symlink())
                    self.assertEqual(self.ref(), self.commit)
                self.assertEqual(other.read_bytes().decode(), self.commit)

    def shared_payload(self):
        """Moves the blob into the store that all repositories of a cache share."""
        store = self.cache / "blobs" / "aa"
        store.mkdir(parents=True)
        payload = store / ("aa" + "1" * 62)
        self.blob().rename(payload)
        payload.chmod(0o444)
        self.blob().symlink_to(f"../../blobs/aa/{payload.name}")
        self.foreign = {self.cache / "blobs"}
        return payload

    def test_row_66_a_blob_in_the_shared_store_is_read(self):
        self.fetched()
        self.shared_payload()
        self.hub.forget()
        self.fetched(self.pinned())
        self.assertEqual(self.hub.requests, [])

    def test_row_66_a_damaged_payload_of_the_shared_store_is_replaced_for_this_repository_alone(self):
        self.fetched()
        payload = self.shared_payload()
        payload.chmod(0o644)
        payload.write_bytes(b"damaged")
        payload.chmod(0o444)
        self.fetched(self.pinned())
        self.assertEqual(payload.read_bytes(), b"damaged")
        self.assertFalse(self.blob().is_symlink())

    def test_row_67_without_links_there_are_copies_which_the_next_run_finds(self):
        env = {"HF_HUB_DISABLE_SYMLINKS": "1"}
        self.foreign = {self.folder / "snapshots"}
        self.fetched(env=env)
        self.assertFalse(self.entry().is_symlink())
        self.hub.forget()
        self.fetched(self.pinned(), env=env)
        self.fetched(self.pinned())
        self.assertEqual(self.hub.requests, [])


class InvariantsTest(LocalTest):
    def test_the_checks_after_every_run_find_what_they_are_for(self):
        for name, damage in (
                ("blob", lambda: self.blob().write_bytes(b"damaged")),
                ("name of a blob", lambda: self.blob().rename(self.blob("X"))),
                ("dangling link", lambda: self.blob().unlink()),
                ("link", lambda: (self.entry().unlink(), self.entry().symlink_to("/etc/passwd"))),
                ("copy", lambda: (self.entry().unlink(), self.entry().write_bytes(MODEL))),
                ("ref", lambda: (self.folder / "refs" / "main").write_text(f"{self.commit}\n")),
                ("ref without snapshot", lambda: (self.folder / "refs" / "main").write_text("0" * 40)),
                ("marker", lambda: (self.folder / ".no_exist" / self.commit / "config.json").touch()),
                ("foreign file", lambda: (self.cache / "foreign").touch()),
                ("foreign directory", lambda: (self.folder / "tmp").mkdir())):
            with self.subTest(name):
                self.fresh()
                self.fetched()
                damage()
                self.assertNotEqual(invariants.broken(self.cache), [])
        self.fresh()
        self.fetched()
        (self.folder / "blobs" / f"{BLOB}.0123abcd.incomplete").touch()
        self.assertNotEqual(self.own_temporaries(), [])


if __name__ == "__main__":
    main()
