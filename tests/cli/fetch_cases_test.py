"""Each case of a download that may go wrong has its test: the table of tests/README.md is true."""

import pathlib
import re
import unittest

TESTS = pathlib.Path(__file__).resolve().parents[1]
CASES = 80
ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)


def rows():
    return {int(number): tests for number, _, tests in ROW.findall((TESTS / "README.md").read_text())}


class CasesTest(unittest.TestCase):
    def test_every_case_is_in_the_table(self):
        self.assertEqual(list(rows()), list(range(1, CASES + 1)))

    def test_every_case_has_a_test_where_the_table_says(self):
        for number, tests in rows().items():
            places = re.findall(r'`([a-z_/]+\.(?:py|cpp))`(?:, "([^"]+)")?', tests)
            self.assertNotEqual(places, [], number)
            for path, words in places:
                with self.subTest(number, path=path):
                    text = (TESTS / path).read_text()
                    self.assertIn(words or f"def test_row_{number:02}_", text)

    def test_no_test_is_of_a_case_that_the_table_has_elsewhere(self):
        table = rows()
        for path in sorted((TESTS / "cli").glob("fetch_*_test.py")):
            for number in set(re.findall(r"def test_row_(\d\d)_", path.read_text())):
                with self.subTest(number, path=path.name):
                    self.assertIn(f"`cli/{path.name}`", table[int(number)])


if __name__ == "__main__":
    unittest.main()
