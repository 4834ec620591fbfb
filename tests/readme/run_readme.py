#!/usr/bin/env python3
"""Runs the commands of README.md and compares what they print.

    run_readme.py README.md --kimitok PROGRAM --testdata DIR
    run_readme.py --self-test

A ```console block is a session: a line that begins with "$ " is a command (one that ends with a backslash
goes on in the next line), the lines below it are its output, standard error included. All blocks run in one
bash, from an empty folder that holds testdata/. A command has to succeed; one that is meant to fail is
followed by "; echo $?". ```sh blocks are what a reader types to install and test: they are not run, and may
hold nothing else. The flags README.md names and its table of exit statuses are compared with --help.
"""
import argparse
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

NOT_RUN = {"scripts/try", "scripts/test", "cmake --install build/release --prefix ~/.local"}
FEWEST = 15
COMMANDS = ("encode", "decode", "count", "inspect", "fetch", "update", "verify")
OTHER_PROGRAMS_FLAGS = {"--build", "--target", "--install", "--prefix", "--cflags", "--libs", "--static"}
MARK = "\x1e"


def blocks_of(text):
    """(language, number of its first line, lines) of each fenced block."""
    language, first, body = None, 0, []
    for number, line in enumerate(text.split("\n"), 1):
        if language is None and line.startswith("```"):
            language, first, body = line[3:].strip(), number + 1, []
        elif language is not None and line == "```":
            yield language, first, body
            language = None
        elif language is not None:
            body.append(line)
    if language is not None:
        raise ValueError(f"line {first - 1}: the block is not closed")


def examples_of(text):
    """(line, command, expected output) of each command to run."""
    for language, first, body in blocks_of(text):
        if language == "sh":
            for offset, line in enumerate(body):
                if re.sub(r"\s+#.*", "", line).strip() not in NOT_RUN | {""} and not line.startswith("#"):
                    raise ValueError(f"line {first + offset}: a command that no test runs: {line}")
        if language != "console":
            continue
        command, expected, at = None, [], first
        continues = False
        for offset, line in enumerate(body):
            if continues:
                command += "\n" + line
                continues = line.endswith("\\")
            elif line.startswith("$ "):
                if command is not None:
                    yield at, command, "".join(f"{text}\n" for text in expected)
                command, expected, at = line[2:], [], first + offset
                continues = line.endswith("\\")
            elif command is None:
                raise ValueError(f"line {first + offset}: output without a command: {line}")
            else:
                expected.append(line)
        if command is None:
            raise ValueError(f"line {first}: a block without a command")
        yield at, command, "".join(f"{text}\n" for text in expected)


def run(examples, program, testdata):
    """(status, output) of each example."""
    script = "exec 2>&1 </dev/null\n"
    for _, command, _ in examples:
        script += f"{command}\nprintf '{MARK}%d{MARK}' $?\n"
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "testdata").symlink_to(testdata)
        kept = ("HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= {"PATH": f"{program.parent}:/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
                        "KIMITOK_IMAGES": ""}
        done = subprocess.run(["bash", "-c", script], cwd=folder, env=environment, stdout=subprocess.PIPE, timeout=300)
    parts = done.stdout.decode("utf-8", "replace").split(MARK)
    if len(parts) != 2 * len(examples) + 1:
        raise ValueError(f"bash ended after {len(parts) // 2} of {len(examples)} commands")
    return [(int(status), output) for output, status in zip(parts[0::2], parts[1::2])]


def failures_of(text, program, testdata):
    examples = list(examples_of(text))
    for (line, command, expected), (status, output) in zip(examples, run(examples, program, testdata)):
        # A console cannot show that the last line has no end.
        output += "" if not output or output.endswith("\n") else "\n"
        if status != 0:
            yield f"line {line}: {command}\nended with {status}\n{output}"
        elif output != expected:
            diff = difflib.unified_diff(expected.splitlines(), output.splitlines(), "README.md", "printed", lineterm="")
            yield f"line {line}: {command}\n" + "\n".join(diff)


def help_of(program, *words):
    done = subprocess.run([program, *words, "--help"], stdout=subprocess.PIPE, text=True, timeout=60)
    if done.returncode != 0:
        raise ValueError(f"{' '.join(words)} --help ended with {done.returncode}")
    return done.stdout


def statuses_of_help(text):
    """[status, meaning] of each row below "Exit statuses:"."""
    rows = []
    for line in text.split("Exit statuses:\n")[1].split("\n\n")[0].splitlines():
        if re.match(r"  \S", line):
            rows.append(line.split(None, 1))
        else:
            rows[-1][1] += " " + line.strip()
    return rows


def statuses_of_readme(text):
    table = text.split("\n| status | meaning |\n")[1].split("\n\n")[0].splitlines()[1:]
    return [[cell.strip().replace("`", "") for cell in row.strip("|").split("|")] for row in table]


def differences_from_help(text, program):
    main_help = help_of(program)
    if statuses_of_readme(text) != statuses_of_help(main_help):
        yield "the exit statuses are not those of kimitok --help"
    known = set(re.findall(r"--[a-z0-9-]+", main_help + "".join(help_of(program, word) for word in COMMANDS)))
    for flag in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", text)) - known - OTHER_PROGRAMS_FLAGS):
        yield f"{flag} is not a flag of kimitok"


def self_test():
    """Each of these has to be found wrong, or the test of README.md means nothing."""
    true = pathlib.Path("/bin/true")
    here = pathlib.Path(__file__).parent
    good = "```console\n$ echo a\\\nb\nab\n$ false; echo $?\n1\n```\n"
    assert [command for _, command, _ in examples_of(good)] == ["echo a\\\nb", "false; echo $?"]
    assert not list(failures_of(good, true, here))
    for wrong in ("```console\n$ echo a\nb\n```\n", "```console\n$ echo a\n```\n", "```console\n$ false\n```\n",
                  "```console\n$ echo a\na\n$ true\nb\n```\n", "```console\n$ echo a >&2\n```\n"):
        assert len(list(failures_of(wrong, true, here))) == 1, wrong
    for malformed in ("```sh\nrm -r x\n```\n", "```console\na\n```\n", "```console\n```\n", "```console\n$ a\n",
                      "```console\n$ exit 0\n$ echo a\na\n```\n"):
        try:
            list(failures_of(malformed, true, here))
        except ValueError:
            continue
        raise AssertionError(malformed)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readme", nargs="?", type=pathlib.Path)
    parser.add_argument("--kimitok", type=pathlib.Path)
    parser.add_argument("--testdata", type=pathlib.Path)
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    if options.self_test:
        self_test()
        return
    if not (options.readme and options.kimitok and options.testdata):
        parser.error("README.md, --kimitok and --testdata are needed")
    text = options.readme.read_text()
    count = len(list(examples_of(text)))
    if count < FEWEST:
        sys.exit(f"only {count} commands found in {options.readme}")
    program = options.kimitok.resolve()
    failures = [*failures_of(text, program, options.testdata.resolve()), *differences_from_help(text, program)]
    for failure in failures:
        print(f"{options.readme}: {failure}\n")
    print(f"{count} commands, {len(failures)} failed")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
