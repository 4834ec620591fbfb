"""kimitok verify's reports, and its --self-test."""

import json
import xml.etree.ElementTree

from program import ProgramTest, main

# Text with all that XML and TAP have a meaning for, and what XML cannot hold.
NAME = "a<b>&\"'#\\ \x01\x7f\uffff\u4e2d]]> -- é"
RECORDS = [{"text": "\1", "ids": [1]}, {"name": NAME, "text": "\1\2", "ids": [1, 9]},
           {"text": "\1", "ids": [1], "profile": "Kimi-Other"}]


class Reports(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("g", "".join(json.dumps(record) + "\n" for record in RECORDS))
        self.write("broken", "{\n")

    def test_junit_is_xml_with_a_suite_for_each_kind(self):
        ended = self.run_program("verify", "--golden", "g", "--golden", "broken", "--random", "2", "--junit", "r.xml")
        self.assertEqual((ended.status, ended.out), (3, b""))
        root = xml.etree.ElementTree.parse(self.dir / "r.xml").getroot()
        golden, random = root.findall("testsuite")
        self.assertEqual(golden.attrib,
                         {"name": "golden", "tests": "4", "failures": "1", "errors": "1", "skipped": "1"})
        self.assertEqual(random.attrib,
                         {"name": "random", "tests": "2", "failures": "0", "errors": "0", "skipped": "0"})
        passed, failed, skipped, error = golden.findall("testcase")
        self.assertEqual((len(passed), len(skipped.findall("skipped"))), (0, 1))
        self.assertIn("token 1 differs", failed.find("failure").get("message"))
        self.assertIn("to see it: kimitok encode", failed.find("failure").text.replace("sed -n 2p g | ", ""))
        self.assertIn("a<b>&\"'#\\\\ \\x01\\x7F", failed.get("name").replace("\\x7f", "\\x7F"))
        self.assertIn("not JSON", error.find("error").get("message"))

    def test_tap_has_a_plan_and_a_line_for_each_check(self):
        ended = self.run_program("verify", "--golden", "g", "--tap")
        self.assertEqual(ended.status, 1)
        lines = ended.text.splitlines()
        self.assertEqual(lines[:2], ["TAP version 13", "1..3"])
        results = [line for line in lines[2:] if not line.startswith("#")]
        self.assertEqual([line.split(" - ")[0] for line in results], ["ok 1", "not ok 2", "ok 3"])
        self.assertIn("\\#", results[1])
        self.assertTrue(results[2].endswith(" # SKIP of another profile"))
        self.assertIn("# ids: token 1 differs, at byte 1 of the text", lines)

    def test_json_lists_every_check(self):
        ended = self.run_program("verify", "--golden", "g", "--golden", "broken", "--json")
        report = json.loads(ended.out)
        self.assertEqual([check["status"] for check in report["checks"]], ["passed", "failed", "skipped", "broken"])
        self.assertEqual((report["passed"], report["failed"], report["broken"], report["other_profile"]), (1, 1, 1, 1))
        self.assertEqual(report["failures"][1]["file"], "broken")

    def test_a_report_that_cannot_be_written_is_an_error(self):
        self.assertEqual(self.run_program("verify", "--golden", "g", "--junit", "no/such/r.xml").status, 6)
        with open("/dev/full", "wb") as full:
            self.assertEqual(self.run_program("verify", "--random", "1", "--json", stdout=full).status, 6)

    def test_one_report_goes_to_stdout(self):
        self.expect_failure(["verify", "--self-test", "--json", "--tap"], 2, "--json does not go with --tap")
        ended = self.run_program("verify", "--random", "1", "--junit", "-")
        self.assertEqual(xml.etree.ElementTree.fromstring(ended.text).tag, "testsuites")
        self.expect_failure(["verify", "--random", "1", "--junit", "-", "--tap"], 2, "--junit")


class SelfTest(ProgramTest):
    model = None

    def test_it_needs_no_file(self):
        ended = self.run_program("verify", "--self-test", "--json")
        report = json.loads(ended.out)
        self.assertEqual((ended.status, report["failures"]), (0, []))
        self.assertGreater(report["passed"], 40)
        self.assertEqual({check["suite"] for check in report["checks"]}, {"self-test"})
        self.assertEqual(self.names(), [])


class Forms(ProgramTest):
    def test_they_go_together(self):
        self.write("g", json.dumps(RECORDS[0]) + "\n")
        ended = self.run_program("verify", "--self-test", "--golden", "g", "--roundtrip", "g", "--random", "3",
                                 "--json")
        self.assertEqual(ended.status, 0)
        suites = [check["suite"] for check in json.loads(ended.out)["checks"]]
        self.assertEqual(suites[-5:], ["golden", "roundtrip", "random", "random", "random"])

    def test_without_a_tokenizer_there_is_no_guess(self):
        self.model = None
        for flags in ([], ["--random", "1"]):
            ended = self.run_program("verify", *flags)
            self.assertEqual((ended.status, ended.out), (4, b""))
            self.assertIn("no tokenizer named", ended.err)


if __name__ == "__main__":
    main()
