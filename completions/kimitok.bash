# Made by `kimitok generate completions`; edit app/cli/table instead.
# shellcheck shell=bash

# Names of special tokens of the tokenizer that the command line asks for.
_kimitok_specials() {
  local i id name model=()
  for ((i = 1; i < COMP_CWORD; ++i)); do
    if [[ ${COMP_WORDS[i]} == -m || ${COMP_WORDS[i]} == --model ]]; then
      model=(-m "${COMP_WORDS[i + 1]}")
      [[ ${COMP_WORDS[i + 1]} == = ]] && model=(-m "${COMP_WORDS[i + 2]}")
      model[1]=${model[1]/#\~/$HOME}
    fi
  done
  kimitok inspect --specials=named "${model[@]}" 2>/dev/null |
    while IFS=$'\t' read -r id name _; do
      [[ $id =~ ^[0-9]+$ ]] && printf '%s\n' "$name"
    done
}

# The kind of the value of a flag of a command; nothing for a switch.
_kimitok_value() {
  kind=''
  case $1:$2 in
    encode:--to) kind='words ids lines json jsonl tsv u32 u16 i32 npy hex text' ;;
    encode:--fields) kind='list pieces bytes chars special text' ;;
    encode:--index) kind='path' ;;
    encode:--max-tokens) kind='words ' ;;
    encode:--side) kind='words head tail' ;;
    encode:--boundary) kind='words token char' ;;
    encode:--chunk) kind='words ' ;;
    encode:--overlap) kind='words ' ;;
    encode:--out-pattern) kind='words ' ;;
    encode:--output | encode:-o) kind='path' ;;
    encode:--text | encode:-t) kind='words ' ;;
    encode:--files-from) kind='path' ;;
    encode:--files0-from) kind='path' ;;
    encode:--jsonl) kind='optional words ' ;;
    encode:--special) kind='special all none error' ;;
    encode:--invalid-utf8) kind='words error replace bytes' ;;
    encode:--chunking) kind='words kimi transformers none' ;;
    encode:--prepend) kind='special ' ;;
    encode:--append) kind='special ' ;;
    decode:--from) kind='words auto ids json jsonl u32 u16 i32 npy' ;;
    decode:--id) kind='words ' ;;
    decode:--errors) kind='words bytes replace strict' ;;
    decode:--skip-special) kind='optional special all' ;;
    decode:--stop-at) kind='special ' ;;
    decode:--output | decode:-o) kind='path' ;;
    count:--sort) kind='words none tokens name' ;;
    count:--top) kind='words ' ;;
    count:--total) kind='words auto always never only' ;;
    count:--budget) kind='words ' ;;
    count:--include) kind='words ' ;;
    count:--exclude) kind='words ' ;;
    count:--text | count:-t) kind='words ' ;;
    count:--files-from) kind='path' ;;
    count:--files0-from) kind='path' ;;
    count:--jsonl) kind='optional words ' ;;
    count:--special) kind='special all none error' ;;
    count:--invalid-utf8) kind='words error replace bytes' ;;
    count:--chunking) kind='words kimi transformers none' ;;
    count:--prepend) kind='special ' ;;
    count:--append) kind='special ' ;;
    inspect:--id) kind='words ' ;;
    inspect:--token) kind='words ' ;;
    inspect:--bytes) kind='words ' ;;
    inspect:--special-name) kind='special ' ;;
    inspect:--search) kind='words ' ;;
    inspect:--substring) kind='words ' ;;
    inspect:--limit) kind='words ' ;;
    inspect:--specials) kind='optional words named reserved all' ;;
    inspect:--to) kind='words tsv jsonl token-bytes' ;;
    inspect:--output | inspect:-o) kind='path' ;;
    inspect:--text | inspect:-t) kind='words ' ;;
    inspect:--files-from) kind='path' ;;
    inspect:--files0-from) kind='path' ;;
    inspect:--jsonl) kind='optional words ' ;;
    inspect:--special) kind='special all none error' ;;
    inspect:--invalid-utf8) kind='words error replace bytes' ;;
    inspect:--chunking) kind='words kimi transformers none' ;;
    inspect:--prepend) kind='special ' ;;
    inspect:--append) kind='special ' ;;
    fetch:--to) kind='directory' ;;
    fetch:--save) kind='words ' ;;
    fetch:--sha256) kind='words ' ;;
    fetch:--endpoint) kind='words ' ;;
    fetch:--token-file) kind='path' ;;
    fetch:--cacert) kind='path' ;;
    fetch:--timeout) kind='words ' ;;
    fetch:--retries) kind='words ' ;;
    fetch:--lock-timeout) kind='words ' ;;
    update:--to) kind='words ' ;;
    update:--endpoint) kind='words ' ;;
    update:--token-file) kind='path' ;;
    update:--cacert) kind='path' ;;
    update:--timeout) kind='words ' ;;
    update:--retries) kind='words ' ;;
    update:--lock-timeout) kind='words ' ;;
    verify:--golden) kind='path' ;;
    verify:--roundtrip) kind='path' ;;
    verify:--random) kind='words ' ;;
    verify:--seed) kind='words ' ;;
    verify:--against) kind='words ' ;;
    verify:--max-failures) kind='words ' ;;
    verify:--junit) kind='path' ;;
    verify:--endpoint) kind='words ' ;;
    verify:--token-file) kind='path' ;;
    verify:--cacert) kind='path' ;;
    verify:--timeout) kind='words ' ;;
    verify:--retries) kind='words ' ;;
    verify:--lock-timeout) kind='words ' ;;
    *:--model | *:-m) kind='model' ;;
    *:--cache-dir) kind='directory' ;;
    *:--tiktoken-model) kind='path' ;;
    *:--tokenizer-config) kind='path' ;;
    *:--pattern) kind='words kimi cl100k_base o200k_base p50k_base r50k_base' ;;
    *:--special-tokens) kind='path' ;;
    *:--threads | *:-j) kind='words ' ;;
    *:--color) kind='words auto always never' ;;
    *:--progress) kind='words auto always never' ;;
  esac
}

_kimitok_flags() {
  words=(--model --cache-dir --tiktoken-model --tokenizer-config --pattern --special-tokens --threads --color --progress --quiet --verbose --help --version)
  case $1 in
    '') words+=(--json) ;;
    encode) words+=(--to --json --fields --index --max-tokens --side --boundary --fail-if-truncated --chunk --overlap --out-pattern --output --text --files-from --files0-from --lines --null --jsonl --segments --keep --chomp --fail-fast --special --ordinary --invalid-utf8 --chunking --bos --eos --prepend --append) ;;
    decode) words+=(--from --id --lines --null --errors --skip-special --stop-at --eos --include-stop --stream --json --pieces --fail-fast --output) ;;
    count) words+=(--bytes --chars --newlines --json --sort --top --total --budget --fast-fail --recursive --include --exclude --text --files-from --files0-from --lines --null --jsonl --segments --keep --chomp --fail-fast --special --ordinary --invalid-utf8 --chunking --bos --eos --prepend --append) ;;
    inspect) words+=(--pieces --table --pretokens --merges --id --token --bytes --special-name --search --substring --limit --specials --list --to --unreachable --json --output --text --files-from --files0-from --lines --null --jsonl --segments --keep --chomp --fail-fast --special --ordinary --invalid-utf8 --chunking --bos --eos --prepend --append) ;;
    fetch) words+=(--to --save --locked --frozen --sha256 --allow-other-vocabulary --force --dry-run --list --json --offline --endpoint --token-file --cacert --timeout --retries --lock-timeout) ;;
    update) words+=(--to --check --json --offline --endpoint --token-file --cacert --timeout --retries --lock-timeout) ;;
    verify) words+=(--locked --repair --remote --golden --update --force --roundtrip --random --seed --against --self-test --max-failures --json --tap --junit --offline --endpoint --token-file --cacert --timeout --retries --lock-timeout) ;;
  esac
}

_kimitok_operands() {
  kind=''
  case $1 in
    '') kind='words encode decode count inspect fetch update verify completion help' ;;
    encode) kind='path' ;;
    decode) kind='path' ;;
    count) kind='path' ;;
    inspect) kind='path' ;;
    fetch) kind='models' ;;
    update) kind='pins' ;;
    verify) kind='pins' ;;
    completion) kind='words bash zsh fish' ;;
    help) kind='words encode decode count inspect fetch update verify completion help' ;;
  esac
}

_kimitok() {
  local cur=$2 flag=${COMP_WORDS[COMP_CWORD - 1]} joined='' head='' command='' ended='' kind='' i
  COMPREPLY=()

  # With = among the characters that break words, --flag=value is three of them.
  if [[ ${COMP_WORDS[COMP_CWORD]} == = ]]; then
    joined=1 cur=''
  elif [[ $flag == = ]]; then
    joined=1 flag=${COMP_WORDS[COMP_CWORD - 2]}
  elif [[ $cur == --*=* ]]; then
    joined=1 flag=${cur%%=*} head=${cur%%=*}= cur=${cur#*=}
  fi

  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${COMP_WORDS[i]} in
      --) ended=1 ;;
      =) ((++i)) ;;
      -*)
        _kimitok_value "$command" "${COMP_WORDS[i]}"
        if [[ -n $kind && $kind != optional* && ${COMP_WORDS[i + 1]} != = ]]; then ((++i)); fi
        ;;
      *) [[ -n $command ]] || command=${COMP_WORDS[i]} ;;
    esac
  done

  kind=''
  [[ -n $ended ]] || _kimitok_value "$command" "$flag"
  if [[ $kind == optional* ]]; then
    kind=${kind#optional }
    [[ -n $joined ]] || kind=''
  fi
  if [[ -z $kind ]]; then
    if [[ $cur == -* && -z $ended ]]; then
      kind=flags
    else
      _kimitok_operands "$command"
    fi
  fi
  _kimitok_complete "$kind"
}

# Fills COMPREPLY for a kind of value: a word, and words to choose from.
_kimitok_complete() {
  local kind=${1%% *} words=() word
  read -ra words <<<"${1#"${1%% *}"}"
  case $kind in
    path | file)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      return
      ;;
    directory)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$cur")
      return
      ;;
    flags)
      _kimitok_flags "$command"
      ;;
    model)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      while IFS= read -r word; do words+=("$word"); done < <(kimitok complete models 2>/dev/null)
      ;;
    models | pins)
      while IFS= read -r word; do words+=("$word"); done < <(kimitok complete "$kind" 2>/dev/null)
      ;;
    special)
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do words+=("$word"); done < <(_kimitok_specials)
      ;;
  esac
  if [[ ($kind == special || $kind == list) && $cur == *,* ]]; then
    head=$head${cur%,*},
    cur=${cur##*,}
  fi
  for word in "${words[@]}"; do
    [[ $word == "$cur"* ]] && COMPREPLY+=("$head$word")
  done
}

complete -F _kimitok kimitok
