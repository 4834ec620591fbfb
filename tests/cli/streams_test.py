"""What happens at the ends: pipes, full disks, closed descriptors, terminals, signals, files in the way."""

import os
import pty
import signal
import subprocess
import threading
import time

from program import PROGRAM, ProgramTest, main


class Pipes(ProgramTest):
    def test_a_reader_that_leaves_early_ends_the_program_quietly(self):
        self.write("long", "a\x01" * 2_000_000)
        for ignored in (False, True):
            with self.subTest(sigpipe_ignored=ignored):
                ended = subprocess.Popen([PROGRAM, "encode", "long"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                         cwd=self.dir, env=self.environment(), restore_signals=not ignored)
                ended.stdout.read(1)
                ended.stdout.close()
                self.assertEqual(ended.stderr.read(), b"")
                ended.stderr.close()
                self.assertEqual(ended.wait(), 141 if ignored else -signal.SIGPIPE)

    def test_named_pipes_work_both_ways(self):
        os.mkfifo(self.dir / "in")
        os.mkfifo(self.dir / "out")
        running = subprocess.Popen([PROGRAM, "encode", "in", "-o", "out"], cwd=self.dir, env=self.environment())
        # Opening a FIFO waits for the other end, and which end the program opens first is its own affair.
        writer = threading.Thread(target=(self.dir / "in").write_bytes, args=(b"a",))
        writer.start()
        self.assertEqual((self.dir / "out").read_bytes(), b"97\n")
        writer.join()
        self.assertEqual(running.wait(), 0)

    def test_a_slow_writer_loses_nothing(self):
        running = subprocess.Popen([PROGRAM, "encode"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self.dir,
                                   env=self.environment())
        for byte in "\u6c49\x01".encode():
            running.stdin.write(bytes([byte]))
            running.stdin.flush()
            time.sleep(0.01)
        whole = self.run_program("encode", stdin="\u6c49\x01").out
        self.assertEqual(running.communicate()[0], whole)


class Writing(ProgramTest):
    def test_a_full_disk_is_status_6(self):
        for args in (["encode", "-t", "a"], ["count", "-t", "a"], ["encode", "--help"], ["--version"],
                     ["completion", "bash"], ["inspect"], ["decode", "--id", "97"]):
            with self.subTest(args), open("/dev/full", "wb") as full:
                ended = self.run_program(*args, stdout=full)
                self.assertEqual(ended.status, 6, ended)
                self.assertRegex(ended.err, r"\Akimitok: [^\n]*No space left on device[^\n]*\n\Z")

    def test_an_output_file_on_a_full_disk_is_status_6(self):
        self.expect_failure(["encode", "-o", "/dev/full", "-t", "a"], 6, "/dev/full: cannot write: No space left")

    def test_closed_standard_output_is_status_6(self):
        shell = subprocess.run(["sh", "-c", '"$0" encode -t a >&-', PROGRAM], stderr=subprocess.PIPE,
                               cwd=self.dir, env=self.environment())
        self.assertEqual(shell.returncode, 6)
        self.assertRegex(shell.stderr.decode(), r"\Akimitok: standard output: cannot write: [^\n]+\n\Z")

    def test_closed_standard_input_is_status_6(self):
        shell = subprocess.run(["sh", "-c", '"$0" encode <&-', PROGRAM], capture_output=True, cwd=self.dir,
                               env=self.environment())
        self.assertEqual((shell.returncode, shell.stdout), (6, b""))
        self.assertRegex(shell.stderr.decode(), r"\Akimitok: standard input: cannot read: [^\n]+\n\Z")

    def test_a_closed_descriptor_is_not_taken_by_a_file(self):
        self.write("a", "a")
        shell = subprocess.run(["sh", "-c", '"$0" encode a >&- 2>&-', PROGRAM], cwd=self.dir, env=self.environment())
        self.assertEqual(shell.returncode, 6)
        self.assertEqual((self.dir / "a").read_bytes(), b"a")

    def test_a_directory_that_cannot_be_written_to(self):
        self.expect_failure(["encode", "-o", "missing/out", "-t", "a"], 6, "missing/out: cannot create")

    def test_a_failure_leaves_an_existing_output_as_it_was(self):
        self.write("out", "before")
        self.expect_failure(["encode", "-o", "out", "missing"], 6, "missing: cannot open")
        self.assertEqual((self.dir / "out").read_bytes(), b"before")
        self.assertEqual(self.names(), ["out"])

    def test_an_output_keeps_the_permissions_and_the_link_it_had(self):
        self.write("real", "before").chmod(0o640)
        (self.dir / "link").symlink_to("real")
        self.expect(["encode", "-o", "link", "-t", "a"], "")
        self.assertTrue((self.dir / "link").is_symlink())
        self.assertEqual((self.dir / "real").read_bytes(), b"97\n")
        self.assertEqual((self.dir / "real").stat().st_mode & 0o777, 0o640)

    def test_a_new_output_has_the_usual_permissions(self):
        self.expect(["encode", "-o", "out", "-t", "a"], "", umask=0o027)
        self.assertEqual((self.dir / "out").stat().st_mode & 0o777, 0o640)

    def test_an_interrupt_leaves_nothing_behind(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number):
                running = subprocess.Popen([PROGRAM, "encode", "-o", "out"], stdin=subprocess.PIPE, cwd=self.dir,
                                           env=self.environment(), stderr=subprocess.PIPE)
                deadline = time.monotonic() + 60
                while not self.names() and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.assertEqual(len(self.names()), 1, "the temporary file has to be there by now")
                running.send_signal(number)
                self.assertEqual(running.wait(), -number)
                running.stdin.close()
                self.assertEqual(running.stderr.read(), b"")
                running.stderr.close()
                self.assertEqual(self.names(), [])


class SameFile(ProgramTest):
    def test_the_output_named_as_input_is_refused_and_left_alone(self):
        self.write("a", "a")
        (self.dir / "link").symlink_to("a")
        for output in ("a", "./a", "link"):
            with self.subTest(output):
                self.expect_failure(["encode", "-o", output, "a"], 2, "a: the input is also the output")
                self.assertEqual((self.dir / "a").read_bytes(), b"a")

    def test_appending_to_the_input_is_refused(self):
        self.write("a", "a")
        with open(self.dir / "a", "ab") as appended:
            ended = self.run_program("encode", "a", stdout=appended)
        self.assertEqual(ended.status, 2)
        self.assertEqual((self.dir / "a").read_bytes(), b"a")

    def test_npy_is_appended_whole(self):
        with open(self.dir / "out", "ab") as appended:
            self.assertEqual(self.run_program("encode", "--to", "npy", "-t", "a", stdout=appended).status, 0)
        self.assertIn(b"'shape': (1,)", (self.dir / "out").read_bytes())


class Terminal(ProgramTest):
    def on_terminal(self, *args, stdin=subprocess.DEVNULL):
        """What the program shows on a terminal, stdout and stderr together, and its status."""
        master, slave = pty.openpty()
        running = subprocess.Popen([PROGRAM, *args], stdin=slave if stdin is None else stdin, stdout=slave,
                                   stderr=slave, cwd=self.dir, env=self.environment(TERM="xterm"))
        os.close(slave)
        if stdin is None:
            os.write(master, b"a\n\x04")
        shown = b""
        while True:
            try:
                block = os.read(master, 65536)
            except OSError:
                break
            if not block:
                break
            shown += block
        os.close(master)
        return running.wait(), shown.decode()

    def test_binary_ids_are_not_written_to_a_terminal(self):
        for form in ("u32", "u16", "i32", "npy"):
            with self.subTest(form):
                status, shown = self.on_terminal("encode", "--to", form, "-t", "a")
                self.assertEqual(status, 2)
                self.assertIn("binary ids are not written to a terminal", shown)

    def test_waiting_for_a_person_is_said(self):
        status, shown = self.on_terminal("encode", stdin=None)
        self.assertEqual(status, 0)
        self.assertIn("reading from the terminal, end with Ctrl-D", shown)
        self.assertIn("97 10\r\n", shown)

    def test_no_arguments_on_a_terminal_show_help_and_are_wrong_usage(self):
        status, shown = self.on_terminal()
        self.assertEqual(status, 2)
        self.assertIn("kimitok encode", shown)

    def test_messages_cannot_send_commands_to_the_terminal(self):
        ended = self.run_program("encode", "\x1b]0;title\x07")
        self.assertEqual(ended.status, 6)
        self.assertIn("\\x1b]0;title\\x07", ended.err)


class Progress(ProgramTest):
    def slow(self, *flags):
        running = subprocess.Popen([PROGRAM, "encode", *flags], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, cwd=self.dir, env=self.environment())
        for _ in range(3):
            running.stdin.write(b"a")
            running.stdin.flush()
            time.sleep(0.6)
        out, err = running.communicate()
        self.assertEqual((running.returncode, out), (0, self.run_program("encode", stdin="aaa").out))
        return err.decode()

    def test_it_is_shown_after_a_second_only_where_wanted(self):
        self.assertRegex(self.slow("--progress", "always"), r"\Akimitok: 0 MB, \d+ MB/s\n")
        self.assertEqual(self.slow(), "")
        self.assertEqual(self.slow("-q", "--progress", "auto"), "")


if __name__ == "__main__":
    main()
