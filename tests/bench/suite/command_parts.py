"""The parts that spawn whole commands: files to files of ids, the start, and one large file on one and two threads."""
import hashlib
import re

from suite import inputs
from suite.cells import Cell, interleave
from suite.processes import Absent, Launcher
from suite.setup import PEERS

HASH_BLOCK = 1 << 22
OUR_STARTS_A_ROUND = 10


def file_digest(path):
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def peer(setup, tool, *arguments):
    if setup.versions[tool] is None:
        raise Absent("it is not installed")
    return [setup.python, PEERS / f"{tool}_command.py", *arguments]


def encode_command(setup, tool, threads, path):
    """Reads `path` on standard input, or by itself; writes 32-bit ids."""
    if tool == "kimitok":
        return [setup.program, "encode", "-m", setup.kimi, "--to", "u32", "-j", threads]
    if tool == "gigatoken":
        return peer(setup, tool, setup.kimi, threads, path)
    return peer(setup, tool, setup.kimi)


class Files:
    """Runs the commands that encode a file, and knows the ids they have to give."""

    def __init__(self, setup, launcher, folder, images, paths):
        self.setup, self.launcher, self.paths = setup, launcher, paths
        self.output = folder / "ids"
        self.environment = {"KIMITOK_IMAGES": images}  # not the user's own
        self.right = {}  # (input, whether with the wrapper's cuts) -> digest, run

    def run(self, cell):
        threads = cell.state.split()[0]
        cpus = self.setup.one if threads == "1" else self.setup.two
        path = self.paths[cell.input]
        command = encode_command(self.setup, cell.tool, threads, path)
        return self.launcher.run(command, cpus, stdin=path, stdout=self.output, environment=self.environment)

    def digest(self, cell):
        self.run(cell)
        return file_digest(self.output)

    def reference(self, name, wrapper):
        """The digest of tiktoken's ids, and the run that gave them."""
        if (name, wrapper) not in self.right:
            command = peer(self.setup, "tiktoken", self.setup.kimi, *(["--wrapper"] if wrapper else []))
            run = self.launcher.run(command, self.setup.one, stdin=self.paths[name], stdout=self.output)
            self.right[name, wrapper] = file_digest(self.output), run
        return self.right[name, wrapper]

    def check(self, cells):
        """kimitok cuts long texts as Moonshot's own tokenizer does, the others do not."""
        for cell in cells:
            try:
                right, _ = self.reference(cell.input, wrapper=cell.tool == "kimitok")
                cell.judge(self.digest(cell), right)
            except Absent as reason:
                cell.give_up(reason)

    def take_reference(self, cell):
        """The times of tiktoken's one run for a text of which more would take too long."""
        digest, run = self.reference(cell.input, wrapper=False)
        cell.judge(digest, digest)
        self.note(cell, run)
        cell.add(run.seconds, digest)

    def once(self, cell):
        run = self.run(cell)
        self.note(cell, run)
        return run.seconds, cell.digest  # hashing each round's ids would only take time

    def note(self, cell, run):
        cell.peak_bytes = max(cell.peak_bytes, run.peak_bytes)
        told = re.search(r"^encoding ([\d.]+)$", run.errors, re.MULTILINE)
        if told:
            cell.encoding_seconds.append(float(told.group(1)))


def threads_of(setup):
    return ["1 thread"] + (["2 threads"] if len(setup.two) > 1 else [])


def files_to_ids(setup, files, rounds, say, reference_once=False):
    """Cells of whole commands for each file. With `reference_once` tiktoken's only run is that for its ids."""
    paths = {file.stem: file for file in files}
    largest = max(file.stat().st_size for file in files)
    cells = []
    for name, path in paths.items():
        for threads in threads_of(setup):
            cells += [Cell(tool, threads, name, path.stat().st_size) for tool in ("kimitok", "gigatoken")]
        cells.append(Cell("tiktoken", "1 thread", name, path.stat().st_size))
    with inputs.working_folder(2 * largest) as folder, inputs.images_folder() as images:
        launcher = Launcher(folder)
        runs = Files(setup, launcher, folder, images, paths)
        say("checking ids")
        timed = [cell for cell in cells if not (reference_once and cell.tool == "tiktoken")]
        runs.check(timed)
        for cell in cells:
            if cell not in timed:
                runs.take_reference(cell)
        interleave(timed, rounds, runs.once, say)
        launcher.close()
    return cells


def command(setup, files, options, say):
    return files_to_ids(setup, files, options.rounds, say)


def large(setup, files, options, say):
    with inputs.working_folder(3 * options.large_bytes) as folder:
        say("writing the large file")
        path = inputs.large(files, options.large_bytes, folder)
        return files_to_ids(setup, [path], options.rounds, say, reference_once=True)


def starts(setup, text):
    """name -> (command, environment) of what encodes `text`, a file with one word, and of what shows the least."""
    encode = [setup.program, "encode", "-m", setup.kimi]
    commands = {
        "true": ["/bin/true"],
        "kimitok --version": [setup.program, "--version"],
        "kimitok encode": encode,
        "kimitok encode, no image": encode,
        "kimitok count": [setup.program, "count", "-m", setup.kimi],
    }
    for tool, arguments in {"tiktoken": [setup.kimi], "gigatoken": [setup.kimi, "1", text],
                            "tokenizers": [setup.json], "quicktok": []}.items():
        if setup.versions[tool] is not None:
            commands[tool] = peer(setup, tool, *arguments)
    return commands


def start_up(setup, files, options, say):
    """From spawn to exit of what `echo hi | kimitok encode` spawns."""
    with inputs.working_folder(0) as folder, inputs.images_folder() as images:
        text = folder / "hi"
        text.write_bytes(b"hi\n")
        launcher = Launcher(folder)
        commands = starts(setup, text)
        cells = []
        for name in commands:
            ours = name.startswith(("kimitok", "true"))
            cells += [Cell(name, "start", "hi", 3)] * (OUR_STARTS_A_ROUND if ours else 1)

        def once(cell):
            kept = "" if cell.tool.endswith("no image") else images
            environment = {"KIMITOK_IMAGES": kept, "TOKENIZERS_PARALLELISM": "false"}
            run = launcher.run(commands[cell.tool], setup.one, stdin=text, environment=environment)
            cell.peak_bytes = max(cell.peak_bytes, run.peak_bytes)
            return run.seconds, cell.digest

        distinct = list({id(cell): cell for cell in cells}.values())
        say("starting each a few times")
        interleave(distinct, 3, once, say)  # brings programs into memory, and an image into its place
        for cell in distinct:
            cell.seconds.clear()
        interleave(cells, options.rounds, once, say)
        launcher.close()
    return distinct
