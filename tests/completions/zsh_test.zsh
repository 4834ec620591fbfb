#!/usr/bin/env -S zsh -f
# Usage: zsh -f zsh_test.zsh COMPLETION FAKE_KIMITOK
# Completes whole lines in an interactive zsh on a pseudo-terminal. There compadd is replaced by a function
# that also notes what it is given and matches.
zmodload zsh/zpty zsh/zselect || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf $work' EXIT
mkdir -p $work/bin $work/functions $work/files/folder
cp $1 $work/functions/_kimitok
cp $2 $work/bin/kimitok
touch $work/files/plain.txt

cat > $work/setup <<'SETUP'
PROMPT= PS2=
fpath=($work/functions $fpath)
path=($work/bin $path)
cd $work/files
autoload -Uz compinit && compinit -u -D
zstyle ':completion:*' insert-tab false
compadd() {
  if [[ ${argv[1,(i)(-|--)]} == *-(O|A|D)* ]]; then
    builtin compadd "$@"
    return
  fi
  local -a hits
  builtin compadd -A hits "$@"
  print -rl -- $hits >> $work/hits
  builtin compadd "$@"
}
capture() {
  : > $work/hits
  BUFFER=$(<$work/line)
  CURSOR=$#BUFFER
  zle complete-word
  BUFFER=
  print -r -- finished > $work/finished
}
zle -N capture
bindkey '^I' capture
print -r -- finished > $work/finished
SETUP

# Waits until the other shell has finished, a minute at most.
wait_for_shell() {
  local output
  repeat 6000; do
    while zpty -r -t shell output; do :; done
    [[ -s $work/finished ]] && { rm -f $work/finished; return 0 }
    zselect -t 1
  done
  print 'the shell does not answer'
  exit 1
}

zpty -b shell "env work=$work LC_ALL=C TERM=dumb zsh -f -i"
zpty -w shell "source $work/setup"
wait_for_shell

checks=0 failures=0

# EXPECTED candidates joined by "^", sorted; LINE.
check() {
  print -rn -- "$2" > $work/line
  zpty -w -n shell $'\t'
  wait_for_shell
  local -a hits=(${(u)${(f)"$(LC_ALL=C sort $work/hits)"}})
  (( ++checks ))
  if [[ ${(j:^:)hits} != $1 ]]; then
    (( ++failures ))
    print -rl -- "FAILED $2" "  expected $1" "  actual   ${(j:^:)hits}"
  fi
}

check 'completion^count^decode^encode^fetch^help^inspect^update^verify' 'kimitok '
check encode 'kimitok enc'
check 'completion^count' 'kimitok co'
check encode 'kimitok -m folder en'
check encode 'kimitok --model=folder en'
check '--threads^--tiktoken-model^--tokenizer-config' 'kimitok --t'
check '--text^--threads^--tiktoken-model^--to^--tokenizer-config' 'kimitok encode --t'
check '--recursive' 'kimitok count --rec'
check '' 'kimitok decode --rec'
check '--golden' 'kimitok -q verify --go'

check 'json^jsonl' 'kimitok encode --to js'
check 'json^jsonl' 'kimitok encode --to=js'
check 'always^auto^never' 'kimitok encode --color '
check 'always^auto^never' 'kimitok --color '
check 'jsonl^token-bytes^tsv' 'kimitok inspect --list --to '
check kimi 'kimitok encode --pattern k'
check pieces 'kimitok encode --fields p'
check pieces 'kimitok encode --fields bytes,p'
check named 'kimitok inspect --specials=n'
check '' 'kimitok encode -j '

check plain.txt 'kimitok encode pl'
check plain.txt 'kimitok encode --to ids pl'
check plain.txt 'kimitok encode --jsonl pl'
check folder 'kimitok encode -m fol'
check plain.txt 'kimitok decode -- pl'
check '' 'kimitok verify pl'
check 'kimi-k2^mine^moonshotai/Kimi-K3' 'kimitok fetch '
check moonshotai/Kimi-K3 'kimitok fetch moon'
check mine 'kimitok update '
check mine 'kimitok verify m'
check 'folder^kimi-k2^mine^moonshotai/Kimi-K3^plain.txt' 'kimitok encode -m '
check kimi-k2 'kimitok encode --model=kimi'
check folder 'kimitok fetch kimi-k2 --to '
check 'bash^fish^zsh' 'kimitok completion '
check decode 'kimitok help de'

# compadd quotes what it adds where no quote is open.
check '\<\|im_end\|\>^\[EOS\]^all^error^none' 'kimitok encode --special '
check '<|im_end|>' "kimitok encode --special '<|im"
check '<|im_end|>' "kimitok encode --special '[EOS],<|"
check '<model folder>^<|im_end|>' "kimitok -m folder decode --stop-at '<"
check '<model folder>^<|im_end|>' "kimitok decode --model=folder --stop-at '<"
check '<model folder>^<|im_end|>' "kimitok decode -m folder --stop-at '<"
check all 'kimitok decode --skip-special=a'

zpty -d shell
print "$checks checks, $failures failures"
(( failures == 0 && checks == 42 ))
