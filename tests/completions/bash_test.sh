#!/usr/bin/env bash
# Usage: bash_test.sh COMPLETION FAKE_KIMITOK
# Drives the completion function as readline does, and compares whole lists of candidates.
set -u
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/files" "$work/files/folder"
cp "$2" "$work/bin/kimitok"
touch "$work/files/a b.txt" "$work/files/plain.txt"
PATH=$work/bin:$PATH
# shellcheck disable=SC1090
source "$1" || exit 1
cd "$work/files" || exit 1
checks=0 failures=0

# EXPECTED (joined by "|") and the words of the line, the last one being completed.
check() {
  local expected=$1 actual
  shift
  COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
  local cur=${COMP_WORDS[COMP_CWORD]}
  [[ $cur == = ]] && cur=''
  _kimitok kimitok "${cur#[\'\"]}" "${COMP_WORDS[COMP_CWORD - 1]}"
  actual=$(IFS='^'; echo "${COMPREPLY[*]}")
  ((++checks))
  if [[ $actual != "$expected" ]]; then
    ((++failures))
    printf 'FAILED %s\n  expected %s\n  actual   %s\n' "$*" "$expected" "$actual"
  fi
}

[[ $(complete -p kimitok) == 'complete -F _kimitok kimitok' ]] || { echo 'not registered'; exit 1; }

check 'encode^decode^count^inspect^fetch^update^verify^completion^help' kimitok ''
check 'encode' kimitok enc
check 'count^completion' kimitok co
check '' kimitok nothing
check '--tiktoken-model^--tokenizer-config^--threads' kimitok --t
check '--verbose^--version' kimitok --ve
check 'encode' kimitok -m folder en
check 'encode' kimitok --model = folder en
check '--tiktoken-model^--tokenizer-config^--threads^--to^--text' kimitok encode --t
check '--recursive' kimitok count --rec
check '' kimitok decode --rec
check '--golden' kimitok -q verify --go

check 'json^jsonl' kimitok encode --to js
check 'json^jsonl' kimitok encode --to = js
check 'auto^always^never' kimitok encode --color ''
check 'auto^always^never' kimitok encode --color =
check 'auto^always^never' kimitok --color ''
check '--to=hex' kimitok encode --to=h
check 'tsv^jsonl^token-bytes' kimitok inspect --list --to ''
check 'kimi' kimitok encode --pattern k
check 'pieces' kimitok encode --fields p
check 'bytes,pieces' kimitok encode --fields bytes,p
check 'named' kimitok inspect --specials = n
check '' kimitok encode -j ''

check 'a b.txt' kimitok encode a
check 'a b.txt' kimitok encode --to ids a
check 'a b.txt' kimitok encode --jsonl a
check '' kimitok encode --jsonl = a
check 'folder' kimitok encode -m fol
check 'plain.txt' kimitok decode -- pl
check '' kimitok encode -- --te
check '' kimitok verify pl
check 'kimi-k2^moonshotai/Kimi-K3^mine' kimitok fetch ''
check 'moonshotai/Kimi-K3' kimitok fetch moon
check 'mine' kimitok update ''
check 'mine' kimitok verify m
check 'a b.txt^folder^plain.txt^kimi-k2^moonshotai/Kimi-K3^mine' kimitok encode -m ''
check 'kimi-k2' kimitok encode --model = kimi
check 'folder' kimitok fetch kimi-k2 --to ''
check 'bash^zsh^fish' kimitok completion ''
check 'decode' kimitok help de

check 'all^none^error^[EOS]^<|im_end|>' kimitok encode --special ''
check '<|im_end|>' kimitok encode --special '<|im'
check '<|im_end|>' kimitok encode --special "'<|im"
check '[EOS],<|im_end|>' kimitok encode --special '[EOS],<'
check '<|im_end|>^<model folder>' kimitok -m folder decode --stop-at '<'
check '<|im_end|>^<model folder>' kimitok decode --model = folder --stop-at '<'
check 'all' kimitok decode --skip-special = a

echo "$checks checks, $failures failures"
((failures == 0 && checks == 48))
