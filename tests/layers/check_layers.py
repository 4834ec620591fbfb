#!/usr/bin/env python3
"""Checks that includes follow the allowed direction, and that every file of tests is built.

    check_layers.py includes ROOT        every #include of ROOT/lib and ROOT/app
    check_layers.py tests-built ROOT     every ROOT/tests/**/*_test.cpp is named in a CMakeLists.txt there
    check_layers.py rejects ROOT         the tree ROOT is made to break the rules: each line that says so in a
                                         comment has to be reported, and nothing else
"""
import pathlib
import re
import sys

INCLUDE = re.compile(r'\s*#\s*include\s+(?:"(?P<own>[^"]+)"|<(?P<other>[^>]+)>)')

# Which folders of lib/ a folder of it may include from, besides itself and the public headers.
BELOW = {
    "base": set(),
    "unicode": {"base"},
    "pretokenizer": {"base", "unicode"},
    # What any tables may be written to and read from; it knows nothing of what they mean.
    "image": {"base"},
    "tokenizer": {"base", "unicode", "pretokenizer", "image"},
    "json": {"base"},
    "load": {"base", "unicode", "pretokenizer", "tokenizer", "json", "image"},
    # These know nothing of tokenizers.
    "repo": {"base", "json"},
    "hub": {"base", "json", "repo"},
    "cache": {"base", "repo"},
    "fetch": {"base", "json", "repo", "hub", "cache"},
}

# Where the headers of each library may be included, as paths from the root.
THIRD_PARTY = {
    r"CLI/.+": r"app/cli/found_flags\.cpp",
    r"pcre2\.h": r"lib/pretokenizer/[^/]+|app/inspect/regex\.cpp",
    r"simdjson\.h": r"lib/json/json_(document|value)\.[ch]pp|app/record_json\.cpp|app/verify/(golden|oracle_protocol)\.cpp",
    r"openssl/.+": r"lib/base/digest\.cpp",
    r"xxhash\.h": r"lib/image/checksum\.cpp",
    r"curl/curl\.h": r"lib/hub/curl_library\.hpp",
    # What is linked is named in CMake; loading a library by its name is for what only few commands need.
    r"dlfcn\.h": r"lib/hub/curl_library\.cpp",
    r"(imm|emm)intrin\.h": r"lib/base/bytes64_avx\w+\.hpp|lib/pretokenizer/kimi_blocks_avx\w+\.cpp|lib/tokenizer/merge_round_avx2\.cpp|lib/tokenizer/token_search_avx512\.cpp|lib/tokenizer/token_table\.hpp",
    r"arm_neon\.h": r"lib/base/bytes64_neon\.hpp",
    r"fmt/.+": r"(lib/(?!include/)|app/).+\.cpp",
}
SYSTEM = re.compile(r"(unistd|fcntl|poll|pwd|termios|fnmatch|dirent|sys/(file|ioctl|mman|stat|statvfs|types|wait))\.h")
SYSTEM_CALLS = pathlib.PurePath("lib/include/kimitok/system.hpp")
STANDARD = re.compile(r"[a-z_0-9]+")


def own_problem(root, file, name):
    """Why `file` may not include the project's header `name`; None if it may."""
    parts = file.parts
    if (root / "lib" / "include" / name).is_file():
        return None
    if parts[:2] != ("lib", "include") and "/" not in name and (root / file.parent / name).is_file():
        return None
    if parts[0] == "app":
        return None if (root / "app" / name).is_file() else "is neither in app/ nor a public header"
    if parts[1] == "include":
        return "is not a public header"
    folder = pathlib.PurePath(name).parts[0]
    if not (root / "lib" / name).is_file():
        return "is neither in lib/ nor a public header"
    if folder != parts[1] and folder not in BELOW.get(parts[1], set()):
        return f"is not below {parts[1]}/"
    return None


def other_problem(file, name):
    for library, allowed in THIRD_PARTY.items():
        if re.fullmatch(library, name):
            return None if re.fullmatch(allowed, file.as_posix()) else f"is only for {allowed}"
    if STANDARD.fullmatch(name):
        return None
    if SYSTEM.fullmatch(name) and (file.parts[:2] != ("lib", "include") or file == SYSTEM_CALLS):
        return None
    return "is not a header this project uses here"


def includes(root):
    """(file, line, header, problem) of every include; the problem of a good one is None."""
    for folder in ("lib", "app"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in (".hpp", ".cpp", ".inc"):
                continue
            file = path.relative_to(root)
            for number, line in enumerate(path.read_text().splitlines(), 1):
                match = INCLUDE.match(line)
                if match and match["own"]:
                    yield file, number, match["own"], own_problem(root, file, match["own"])
                elif match:
                    yield file, number, match["other"], other_problem(file, match["other"])


def unbuilt_tests(root):
    tests = root / "tests"
    made_to_fail = tests / "layers" / "forbidden"
    files = [path for path in sorted(tests.rglob("*_test.cpp")) if made_to_fail not in path.parents]
    named = set()
    for listing in tests.rglob("CMakeLists.txt"):
        for word in re.findall(r"[\w./-]+_test\.cpp", listing.read_text()):
            named.add((listing.parent / word).resolve())
    return files, [path for path in files if path.resolve() not in named]


def check_includes(root):
    found = list(includes(root))
    problems = [entry for entry in found if entry[3]]
    for file, number, header, problem in problems:
        print(f"{file}:{number}: {header} {problem}")
    if len(found) < 100:
        sys.exit(f"only {len(found)} includes found in {root}: this is not the source tree")
    return not problems


def check_tests_built(root):
    files, unbuilt = unbuilt_tests(root)
    for path in unbuilt:
        print(f"{path.relative_to(root)}: no CMakeLists.txt under tests/ names it")
    if len(files) < 10:
        sys.exit(f"only {len(files)} files of tests found in {root}")
    return not unbuilt


def check_rejects(root):
    reported = {(file.as_posix(), number) for file, number, _, problem in includes(root) if problem}
    marked = set()
    for path in sorted(root.rglob("*.[ch]pp")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if "// forbidden" in line:
                marked.add((path.relative_to(root).as_posix(), number))
    _, unbuilt = unbuilt_tests(root)
    for file, number in sorted(marked ^ reported):
        print(f"{file}:{number}: {'not reported' if (file, number) in marked else 'reported'}")
    if not marked:
        sys.exit(f"nothing in {root} is marked as forbidden")
    names = [path.name for path in unbuilt]
    if names != ["unbuilt_test.cpp"]:
        sys.exit(f"unbuilt files of tests: {names}")
    return marked == reported


def main():
    checks = {"includes": check_includes, "tests-built": check_tests_built, "rejects": check_rejects}
    if len(sys.argv) != 3 or sys.argv[1] not in checks:
        sys.exit(__doc__)
    sys.exit(0 if checks[sys.argv[1]](pathlib.Path(sys.argv[2])) else 1)


if __name__ == "__main__":
    main()
