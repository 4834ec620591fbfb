#!/bin/sh
# lint_bash.sh SCRIPT: shellcheck has nothing to say about it, and does about a bad one.
command -v shellcheck >/dev/null || { echo 'skipped: shellcheck is missing'; exit 77; }

# shellcheck disable=SC2016
printf 'rm $1\n' | shellcheck --shell=bash - >/dev/null && { echo 'shellcheck finds nothing'; exit 1; }
[ -s "$1" ] || { echo "$1 is missing or empty"; exit 1; }
shellcheck "$1"
