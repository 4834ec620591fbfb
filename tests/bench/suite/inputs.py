"""The texts: the corpora, or files that are given; small parts of them for a quick run; and one large file."""
import contextlib
import os
import pathlib
import random
import shutil
import tempfile

from suite.setup import ROOT, WORK, Failure

QUICK_BYTES = 200_000


def corpora(files):
    if not files:
        folder = pathlib.Path(os.environ.get("KIMITOK_TEST_CORPUS") or ROOT.parent / "shared" / "corpus")
        files = sorted(folder.glob("*.txt"))
        if not files:
            raise Failure(f"there are no texts: {folder} has none, and no files are given")
    return [pathlib.Path(file).resolve() for file in files]


def beginning(data, size):
    """The first `size` bytes or some fewer, ending between characters."""
    end = min(size, len(data))
    while 0 < end < len(data) and data[end] & 0xC0 == 0x80:
        end -= 1
    return data[:end]


def shortened(files, folder):
    """Copies of the first two files, a few pieces long."""
    short = []
    for file in files[:2]:
        copy = folder / file.name
        copy.write_bytes(beginning(file.read_bytes(), QUICK_BYTES))
        short.append(copy)
    return short


def only_ascii(file, folder):
    copy = folder / f"ascii-{file.name}"
    copy.write_bytes(bytes(byte for byte in file.read_bytes() if byte < 128))
    return copy


def large(files, size, folder):
    """A file of `size` bytes: the lines of all files, shuffled anew for each repetition."""
    lines = [line for file in files for line in file.read_bytes().splitlines(keepends=True)]
    chance = random.Random(1)
    path = folder / "large.txt"
    left = size
    with path.open("wb") as output:
        while left > 0:
            chance.shuffle(lines)
            for line in lines:
                output.write(line[:left])
                left -= len(line)
                if left <= 0:
                    break
    return path


@contextlib.contextmanager
def working_folder(bytes_needed):
    """A folder that goes away, in memory if there is room, so that no disk is measured."""
    memory = pathlib.Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > bytes_needed
    with tempfile.TemporaryDirectory(prefix="kimitok-bench-", dir=memory if roomy else None) as folder:
        yield pathlib.Path(folder)


def images_folder():
    """For kimitok's images, and not in memory: a user's cache is on a disk, whose files the system maps in larger pieces."""
    WORK.mkdir(parents=True, exist_ok=True)
    return tempfile.TemporaryDirectory(prefix="images-", dir=WORK)
