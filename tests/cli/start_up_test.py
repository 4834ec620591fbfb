"""What the program loads before it does anything: each library is time that every command waits for."""

import os
import re
import unittest

from program import ProgramTest, main

# What any program of C and C++ needs, and the libraries that every command may use.
USUAL = {"c", "m", "gcc_s", "stdc++", "pcre2-8", "fmt", "simdjson", "crypto"}
# What a build with sanitizers adds.
SANITIZERS = {"asan", "tsan", "ubsan", "rt", "dl", "pthread", "resolv"}


class LoadedLibrariesTest(ProgramTest):
    def loaded(self):
        """The names of the libraries, as the loader lists them for ldd."""
        ended = self.run_program("--version", env={"LD_TRACE_LOADED_OBJECTS": "1"})
        self.assertEqual(ended.status, 0, ended)
        return set(re.findall(r"^\s*lib(\S+?)\.so\S* =>", ended.text, re.MULTILINE))

    def test_nothing_is_loaded_that_only_some_commands_need(self):
        loaded = self.loaded()
        self.assertIn("c", loaded)
        self.assertEqual(loaded - USUAL - SANITIZERS, set())

    def test_what_was_linked_statically_is_not_loaded(self):
        archives = {name for name in os.environ["KIMITOK_LINKED_STATICALLY"].split(",") if name}
        self.assertEqual(archives & self.loaded(), set())
        self.assertLessEqual(archives, USUAL)


if __name__ == "__main__":
    main()
