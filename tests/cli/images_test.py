"""Compiled vocabularies: when they are made and used, and that nothing about them is ever seen in the output."""

import os
import resource
import shutil
import subprocess
import time

from program import PROGRAM, SMALL, ProgramTest, main

TEXT = "Hello, compiled world! " * 50
USED = "used the vocabulary's image"
MADE = "made an image of the vocabulary"


class ImagesTest(ProgramTest):
    def setUp(self):
        super().setUp()
        self.images = self.dir / "images"
        self.expected = self.run_program("encode", stdin=TEXT, env={"KIMITOK_IMAGES": ""}).out
        self.assertTrue(self.expected)

    def environment(self, **more):
        own = {"KIMITOK_IMAGES": str(self.images)} if hasattr(self, "images") else {}
        return super().environment(**own | more)

    def encode(self, *args, **more):
        """Encodes TEXT, checks the ids, and returns what the program said."""
        ended = self.run_program("encode", "-v", *args, stdin=TEXT, **more)
        self.assertEqual((ended.status, ended.out), (0, self.expected), ended.err)
        return ended.err

    def files(self):
        return sorted(path.name for path in self.images.iterdir()) if self.images.exists() else []

    def image(self):
        return next(self.images.glob("*.image"))

    def make(self):
        self.encode()
        self.assertIn(MADE, self.encode())

    def test_the_second_use_makes_one_and_the_third_uses_it(self):
        first = self.encode()
        self.assertNotIn(USED, first)
        self.assertNotIn(MADE, first)
        self.assertEqual([name.split(".")[-1] for name in self.files()], ["digest"])
        second = self.encode()
        self.assertNotIn(USED, second)
        self.assertIn(MADE, second)
        self.assertEqual(sorted(name.split(".")[-1] for name in self.files()), ["digest", "image"])
        third = self.encode()
        self.assertIn(USED, third)
        self.assertNotIn(MADE, third)
        self.assertEqual(self.images.stat().st_mode & 0o777, 0o700)
        for path in self.images.iterdir():
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)

    def test_without_verbose_nothing_is_said(self):
        for _ in range(3):
            self.expect(["encode"], self.expected, stdin=TEXT)
        self.assertEqual(len(self.files()), 2)

    def test_a_long_text_makes_one_at_its_first_use(self):
        ended = self.run_program("count", "-v", stdin=TEXT * 10_000)
        self.assertEqual(ended.status, 0)
        self.assertIn(MADE, ended.err)
        self.assertIn(USED, self.encode())

    def test_decode_count_and_inspect_use_it(self):
        self.make()
        for command in (["decode"], ["count"], ["inspect"]):
            ended = self.run_program(*command, "-v", stdin="1 2 3" if command == ["decode"] else TEXT)
            self.assertEqual(ended.status, 0, ended)
            self.assertIn(USED, ended.err)

    def test_verify_reads_the_vocabulary_itself(self):
        self.make()
        golden = SMALL.parent / "golden" / "small.jsonl"
        ended = self.run_program("verify", "-v", "--golden", golden)
        self.assertEqual(ended.status, 0, ended)
        self.assertNotIn(USED, ended.err)

    def test_no_images_if_the_variable_is_empty_or_there_is_no_home(self):
        homeless = self.environment()
        del homeless["KIMITOK_IMAGES"], homeless["HOME"]
        for _ in range(3):
            self.assertNotIn(USED, self.encode(env={"KIMITOK_IMAGES": ""}))
            ended = subprocess.run([PROGRAM, "encode"], input=TEXT.encode(), env=homeless, cwd=self.dir,
                                   capture_output=True, timeout=300)
            self.assertEqual((ended.returncode, ended.stdout), (0, self.expected))
        self.assertEqual(self.files(), [])
        self.assertEqual(self.names(), [])

    def test_by_default_they_are_in_the_cache_of_the_user(self):
        for home, env in ((self.dir / ".cache/kimitok/images", {}),
                          (self.dir / "xdg/kimitok/images", {"XDG_CACHE_HOME": str(self.dir / "xdg")})):
            environment = self.environment(**env)
            del environment["KIMITOK_IMAGES"]
            for _ in range(3):
                ended = subprocess.run([PROGRAM, "encode"], input=TEXT.encode(), env=environment, cwd=self.dir,
                                       capture_output=True, timeout=300)
                self.assertEqual((ended.returncode, ended.stdout, ended.stderr), (0, self.expected, b""))
            self.assertEqual(len(list(home.glob("*.image"))), 1)

    def test_a_damaged_image_is_made_again(self):
        self.make()
        whole = self.image().read_bytes()
        for bytes_ in (b"", whole[:100], whole[:-1], whole + b"\0", b"\0" * len(whole),
                       whole[:5000] + b"!" + whole[5001:]):
            place = self.image()
            place.unlink()
            place.write_bytes(bytes_)
            place.chmod(0o600)
            said = self.encode()
            self.assertNotIn(USED, said)
            self.assertIn(MADE, said)
            self.assertIn(USED, self.encode())
            self.assertEqual(self.image().read_bytes(), whole)

    def test_what_is_no_file_in_an_images_place_is_ignored(self):
        self.make()
        place = self.image()
        place.unlink()
        os.mkfifo(place)
        self.assertNotIn(USED, self.encode(timeout=60))
        self.assertIn(USED, self.encode())
        place.unlink()
        place.mkdir()
        for _ in range(2):
            self.assertNotIn(USED, self.encode())
        self.assertTrue(place.is_dir())

    def test_an_image_or_a_folder_that_others_may_write_to_is_not_used(self):
        self.make()
        self.image().chmod(0o666)
        self.assertNotIn(USED, self.encode())
        self.assertIn(USED, self.encode())
        self.images.chmod(0o777)
        for _ in range(2):
            said = self.encode()
            self.assertNotIn(USED, said)
            self.assertNotIn(MADE, said)

    def test_a_folder_that_cannot_be_made_changes_nothing(self):
        self.write("taken", "a file")
        for images in (self.dir / "taken", self.dir / "taken/images", "/proc/nothing/images"):
            for _ in range(2):
                self.encode(env={"KIMITOK_IMAGES": str(images)})
        self.assertEqual((self.dir / "taken").read_text(), "a file")

    def test_a_full_disk_changes_nothing_and_leaves_nothing(self):
        self.encode()

        def small_files():
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        said = self.encode(preexec_fn=small_files)
        self.assertIn("no image", said)
        self.assertEqual([name.split(".")[-1] for name in self.files()], ["digest"])
        self.assertIn(MADE, self.encode())

    def test_a_changed_vocabulary_is_noticed(self):
        model = self.dir / "model"
        shutil.copytree(SMALL, model)
        time.sleep(3.1)
        environment = {"KIMITOK_MODEL": str(model)}
        self.encode(env=environment)
        self.assertIn(MADE, self.encode(env=environment))
        self.assertIn(USED, self.encode(env=environment))
        file = model / "tiktoken.model"
        before = file.stat()
        lines = file.read_text().split("\n")
        # The tokens of two ids change places: H and e.
        at = {line.split()[0]: i for i, line in enumerate(lines) if line}
        one, two = at["SA=="], at["ZQ=="]
        lines[one], lines[two] = f"ZQ== {one}", f"SA== {two}"
        file.write_text("\n".join(lines))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        self.assertEqual(file.stat().st_size, before.st_size)
        self.assertEqual(file.stat().st_mtime_ns, before.st_mtime_ns)
        changed = self.run_program("encode", "-v", stdin="He", env=environment)
        self.assertNotIn(USED, changed.err)
        plain = self.run_program("encode", stdin="He", env=environment | {"KIMITOK_IMAGES": ""})
        self.assertEqual(changed.out, plain.out)
        self.assertEqual(changed.status, 0)

    def test_a_vocabulary_that_has_just_been_written_is_not_remembered(self):
        model = self.dir / "model"
        shutil.copytree(SMALL, model)
        self.encode(env={"KIMITOK_MODEL": str(model)})
        self.assertEqual(self.files(), [])

    def test_many_at_once(self):
        self.encode()
        running = [subprocess.Popen([PROGRAM, "encode"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                    stderr=subprocess.PIPE, cwd=self.dir, env=self.environment())
                   for _ in range(8)]
        for process in running:
            process.stdin.write(TEXT.encode())
            process.stdin.close()
        for process in running:
            self.assertEqual(process.stdout.read(), self.expected)
            self.assertEqual(process.stderr.read(), b"")
            process.stdout.close()
            process.stderr.close()
            self.assertEqual(process.wait(60), 0)
        self.assertEqual(sorted(name.split(".")[-1] for name in self.files()), ["digest", "image"])
        self.assertIn(USED, self.encode())

    def test_an_output_that_fails_still_fails(self):
        self.make()
        with open("/dev/full", "wb") as full:
            ended = self.run_program("encode", stdin=TEXT, stdout=full)
        self.assertEqual(ended.status, 6)


main()
