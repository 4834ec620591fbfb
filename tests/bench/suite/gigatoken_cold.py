"""Builds peers/gigatoken_cold, which measures in Rust what gigatoken's Python package cannot do."""
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile

CRATE = pathlib.Path(__file__).resolve().parents[1] / "peers" / "gigatoken_cold"

# Of no use to what depends on it, and in the published source of a kind that cargo refuses.
PROFILES = re.compile(r"^\[profile\.(?:.|\n(?!\[(?!profile\.)))*\n?", re.MULTILINE)


def unpack(python, version, work):
    source = work / "gigatoken"
    about = source / "PKG-INFO"
    if about.exists() and f"\nVersion: {version}\n" in about.read_text():
        return
    subprocess.run([python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
                    "--no-binary", ":all:", "--dest", work, f"gigatoken=={version}"], check=True)
    folder = work / f"gigatoken-{version}"
    with tarfile.open(f"{folder}.tar.gz") as archive:
        archive.extractall(work)
    manifest = folder / "Cargo.toml"
    manifest.write_text(PROFILES.sub("", manifest.read_text()))
    shutil.rmtree(source, ignore_errors=True)
    folder.rename(source)


def program(python, version, work):
    """A list of its path, empty if it cannot be built; cargo and Rust's nightly compiler have to be there."""
    crate = work / "gigatoken_cold"
    try:
        unpack(python, version, work)
        shutil.copytree(CRATE, crate, dirs_exist_ok=True)
        subprocess.run(["cargo", "+nightly", "build", "--quiet", "--release"], cwd=crate, check=True)
    except (OSError, subprocess.CalledProcessError) as reason:
        print(f"compare: gigatoken's cold speed is estimated, not measured: {reason}", file=sys.stderr)
        return []
    return [crate / "target" / "release" / "gigatoken_cold"]
