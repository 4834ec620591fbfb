#!/bin/sh
# lint_man.sh DIR: groff has nothing to say about the pages in DIR, and does about a bad one.
command -v groff >/dev/null || { echo 'skipped: groff is missing'; exit 77; }

lint() { groff -man -ww -z -Tutf8 "$1" 2>&1; }

bad=$(mktemp) || exit 1
trap 'rm -f "$bad"' EXIT
printf '.TH BAD 1\n.SH NAME\nbad \\- \\(no such glyph\n.nosuchrequest\n' >"$bad"
[ -n "$(lint "$bad")" ] || { echo 'groff does not find the fault of a bad page'; exit 1; }

pages=0
for page in "$1"/*.1; do
  [ -s "$page" ] || { echo "$page is missing or empty"; exit 1; }
  said=$(lint "$page")
  [ -z "$said" ] || { echo "$said"; exit 1; }
  pages=$((pages + 1))
done
echo "$pages pages"
