#!/usr/bin/env bash
# Installs what building and testing needs, where it is missing. Debian 12 or Ubuntu 24.04, or newer.
#
#   scripts/setup.sh            compiler, build tools and libraries
#   scripts/setup.sh --checks   what .ci/run needs besides: clang for the sanitizers, clang-format, the shells whose
#                               completions are tested, and the servers and certificates that downloads are tested with
set -euo pipefail

packages=(
  g++ cmake ninja-build pkg-config python3 ca-certificates
  libpcre2-dev libsimdjson-dev libfmt-dev libssl-dev libcurl4-openssl-dev libcli11-dev libxxhash-dev doctest-dev
)
if [[ "${1:-}" == --checks ]]; then
  packages+=(clang-14 clang-format-14 libclang-rt-14-dev groff shellcheck zsh fish nginx-light openssl python3-venv)
elif [[ $# -gt 0 ]]; then
  echo "setup.sh: unknown argument $1; the only one is --checks" >&2
  exit 2
fi

is_installed() {
  [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" == installed ]]
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
  echo "setup.sh: this system has no apt-get; install the equivalents of: ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  is_installed "$package" || missing+=("$package")
done

if [[ ${#missing[@]} -gt 0 ]]; then
  as_root=()
  if [[ "$(id -u)" != 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "setup.sh: missing ${missing[*]}; run this as root, or install sudo" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "setup.sh: installing ${missing[*]}" >&2
  log="$(mktemp)"
  trap 'rm -f "$log"' EXIT
  if ! { "${as_root[@]}" apt-get -qq update &&
         "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
           apt-get -qq install --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    cat "$log" >&2
    echo "setup.sh: apt-get could not install ${missing[*]}" >&2
    exit 1
  fi
fi

cmake_version="$(cmake --version | sed -n '1s/^cmake version //p')"
if ! dpkg --compare-versions "$cmake_version" ge 3.25; then
  echo "setup.sh: CMake is $cmake_version, 3.25 is needed; Debian 12 and Ubuntu 24.04 have it" >&2
  exit 1
fi
