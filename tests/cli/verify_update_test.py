"""kimitok verify --golden --update: what is written anew, and what stays."""

import hashlib
import json

from program import SMALL, TESTDATA, ProgramTest, main

MODEL_SHA256 = hashlib.sha256((SMALL / "tiktoken.model").read_bytes()).hexdigest()
HEADER = {"kimitok_golden": 1, "tiktoken_model_sha256": MODEL_SHA256, "chunking": "kimi"}


class Update(ProgramTest):
    def update(self, *more, status=0, **env):
        ended = self.run_program("verify", "--golden", "g", "--update", *more, env=env)
        self.assertEqual((ended.status, ended.out), (status, b""), ended.err)
        return ended.err

    def test_only_what_differs_changes_and_every_other_byte_stays(self):
        before = (json.dumps(HEADER | {"generator": "x 1.50"}) + "\n\n"
                  '{"name": "\\u00e9 \\"ids\\": [0]",  "ids" : [ 9 , 8 ] , "text":"\\u0001\\u0002", "n": 1.50}\n'
                  '{"text":"\\u0001","ids": [ 1 ]}\r\n'
                  '{"text":"a b","pieces":["a b"],"ids_ordinary":[]}')
        ordinary = self.run_program("encode", "-t", "a b").text.split()
        self.write("g", before)
        err = self.update()
        after = (before.replace("[ 9 , 8 ]", "[1,2]").replace('["a b"]', '["a"," b"]')
                 .replace('"ids_ordinary":[]', f'"ids_ordinary":[{",".join(ordinary)}]'))
        self.assertEqual((self.dir / "g").read_bytes(), after.encode())
        self.assertEqual(err, "kimitok: g: line 3: changed\nkimitok: g: line 5: changed\nkimitok: g: 2 lines changed\n"
                         "kimitok: 3 passed, 0 failed\n")
        self.assertEqual(self.update(), "kimitok: 3 passed, 0 failed\n")

    def test_digests_change_too_in_modes_and_out_of_them(self):
        no = {"tokens": 0, "ids_u32le_sha256": "0" * 64}
        yes = {"tokens": 2, "ids_u32le_sha256": hashlib.sha256(b"\1\0\0\0\2\0\0\0").hexdigest()}
        self.write("g", json.dumps({"text": "\1\2"} | no | {"modes": {"none": no, "direct": no}}))
        self.update()
        self.assertEqual(json.loads((self.dir / "g").read_text()),
                         {"text": "\1\2"} | yes | {"modes": {"none": yes, "direct": yes}})

    def test_the_header_gets_the_vocabulary_and_the_cuts(self):
        for header in ({"kimitok_golden": 1, "tiktoken_model_sha256": "0" * 64}, {"kimitok_golden": 1}):
            with self.subTest(header):
                self.write("g", json.dumps(header) + '\n{"text":"\\u0001","ids":[5]}\n')
                self.update()
                first, second = map(json.loads, (self.dir / "g").read_text().splitlines())
                self.assertEqual(first, HEADER)
                self.assertEqual(second["ids"], [1])

    def test_cuts_that_the_header_names_are_kept(self):
        text = "the" * 8334  # a cut falls after 25,000 letters, inside a word
        self.write("g", json.dumps(HEADER | {"chunking": "none"}) + "\n" + json.dumps({"text": text, "ids": []}))
        self.update()
        header, record = map(json.loads, (self.dir / "g").read_text().splitlines())
        self.assertEqual(header["chunking"], "none")
        uncut = self.run_program("encode", "-t", text, "--chunking", "none").text
        self.assertTrue(record["ids"] == list(map(int, uncut.split())))
        self.assertFalse(record["ids"] == list(map(int, self.run_program("encode", "-t", text).text.split())))

    def test_records_of_another_profile_stay(self):
        record = '{"text":"\\u0001","ids":[5],"profile":"Kimi-Other"}\n'
        self.write("g", '{"text":"\\u0001","ids":[1]}\n' + record)
        self.update()
        self.assertTrue((self.dir / "g").read_text().endswith(record))

    def test_the_goldens_of_the_project_need_no_update_but_for_the_cuts_in_the_header(self):
        golden = (TESTDATA / "golden" / "small.jsonl").read_bytes()
        self.write("g", golden)
        self.update()
        first, rest = (self.dir / "g").read_bytes().split(b"\n", 1)
        self.assertEqual(rest, golden.split(b"\n", 1)[1])
        self.assertEqual(json.loads(first)["chunking"], "kimi")

    def test_it_is_refused_where_ci_is_set_unless_forced(self):
        before = '{"text":"\\u0001","ids":[5]}\n'
        self.write("g", before)
        self.assertIn("--update: golden files are not updated where CI is set", self.update(status=2, CI="true"))
        self.assertEqual((self.dir / "g").read_text(), before)
        self.update(CI="")
        self.write("g", before)
        self.update("--force", CI="true")
        self.assertEqual((self.dir / "g").read_text(), before.replace("5", "1"))

    def test_a_broken_record_leaves_the_file_alone(self):
        before = '{"text":"\\u0001","ids":[5]}\n{"text":1,"ids":[5]}\n'
        self.write("g", before)
        self.assertIn('g: line 2: "text" is not a string\n', self.update(status=3))
        self.assertEqual((self.dir / "g").read_text(), before)
        self.assertEqual(self.names(), ["g"])


if __name__ == "__main__":
    main()
