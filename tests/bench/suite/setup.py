"""What has to be there before anything is measured: the release build, the peers, the vocabulary; and the record."""
import datetime
import os
import pathlib
import platform
import re
import subprocess
import sys

from suite import gigatoken_cold

BENCH = pathlib.Path(__file__).resolve().parents[1]
ROOT = BENCH.parents[1]
PEERS = BENCH / "peers"
BUILD = ROOT / "build" / "release"
WORK = ROOT / "build" / "bench"  # the virtual environment, converted vocabularies, results

# As packages are asked for; a reused environment may hold others, and what is reported is what is there.
PACKAGES = {"tiktoken": "tiktoken==0.14.0", "gigatoken": "gigatoken==0.10.0", "tokenizers": "tokenizers==0.23.3",
            "quicktok": "quicktok-v1==0.4.0"}
NEEDED_BY_PEERS = ["numpy"]  # tiktoken.Encoding.encode_to_numpy


class Failure(Exception):
    """Without this there is nothing to measure."""


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout.strip()


def build():
    subprocess.run(["cmake", "--preset", "release", "--log-level=WARNING"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "kimitok", "kimitok_bench"], cwd=ROOT,
                   check=True, stdout=subprocess.DEVNULL)


def peers_python():
    """The interpreter of the peers' environment, made if need be. A peer that cannot be installed is left out."""
    named = os.environ.get("KIMITOK_BENCH_VENV")
    folder = pathlib.Path(named) if named else WORK / "venv"
    python = folder / "bin" / "python"
    if named and not python.exists():
        raise Failure(f"KIMITOK_BENCH_VENV: {python} does not exist")
    if not named:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        for package in [*NEEDED_BY_PEERS, *PACKAGES.values()]:
            done = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package])
            if done.returncode != 0:
                print(f"compare: {package} cannot be installed and is left out", file=sys.stderr)
    return python


def version_of(python, package):
    """None: it is not there."""
    name = package.partition("==")[0]
    code = f"import importlib.metadata as m; print(m.version({name!r}))"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else None


def kimi_folder():
    for folder in (os.environ.get("KIMITOK_TEST_KIMI"), ROOT.parent / "shared" / "kimi"):
        if folder and (pathlib.Path(folder) / "Kimi-K2-Instruct" / "tiktoken.model").exists():
            return pathlib.Path(folder).resolve() / "Kimi-K2-Instruct"
    raise Failure("Kimi's vocabulary is not there: name a folder that holds Kimi-K2-Instruct/ in KIMITOK_TEST_KIMI")


def tokenizer_json(python, kimi):
    path = WORK / "kimi-tokenizer.json"
    if not path.exists():
        made = path.with_suffix(".new")
        subprocess.run([python, PEERS / "convert.py", kimi, made], check=True)
        made.rename(path)
    return path


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return re.sub(r"\s+", " ", line.partition(":")[2]).strip()
    return platform.processor() or platform.machine()


def cpu_facts():
    """Of the machine: for the record."""
    fields = dict(re.findall(r"^([a-z_ ]+?)\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE))
    flags = fields.get("flags", "").split()
    widest = next((flag for flag in ("avx512_vbmi2", "avx512bw", "avx2") if flag in flags), "")
    numbers = ", ".join(f"{name} {fields[name]}" for name in ("cpu family", "model") if name in fields)
    return f"{processor()} ({', '.join(filter(None, [numbers, widest]))}), {os.cpu_count()} processors"


def provenance(arguments):
    """Where and when: what every part of the results says of itself."""
    commit = output_of("git", "rev-parse", "--short=12", "HEAD")
    if output_of("git", "status", "--porcelain", "--untracked-files=no", "--", "lib", "app", "CMakeLists.txt"):
        commit += " with changes"
    return {"date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"), "commit": commit,
            "command": " ".join(["tests/bench/compare", *arguments]), "cpu": cpu_facts(),
            "kernel": f"{platform.system()} {platform.release()}",
            "load": "{:.2f} {:.2f} {:.2f}".format(*os.getloadavg())}


class Setup:
    def __init__(self):
        WORK.mkdir(parents=True, exist_ok=True)
        build()
        self.kimi = kimi_folder()
        self.python = peers_python()
        self.versions = {name: version_of(self.python, package) for name, package in PACKAGES.items()}
        if self.versions["tiktoken"] is None:
            raise Failure("tiktoken is the reference: without it no ids can be checked, so nothing is timed")
        self.versions["kimitok"] = output_of(BUILD / "app" / "kimitok", "--version").split()[1]
        self.versions["compiler"] = compiler()
        self.program = BUILD / "app" / "kimitok"
        self.bench = BUILD / "tests" / "bench" / "kimitok_bench"
        self.json = tokenizer_json(self.python, self.kimi) if self.versions["tokenizers"] else None
        gigatoken = self.versions["gigatoken"]
        self.gigatoken_cold = gigatoken_cold.program(self.python, gigatoken, WORK) if gigatoken else []
        allowed = sorted(os.sched_getaffinity(0))
        self.one, self.two = allowed[-1:], allowed[-2:]


def compiler():
    cache = (BUILD / "CMakeCache.txt").read_text()
    path = re.search(r"^CMAKE_CXX_COMPILER:\w+=(.*)$", cache, re.MULTILINE).group(1)
    return output_of(path, "--version").splitlines()[0]
