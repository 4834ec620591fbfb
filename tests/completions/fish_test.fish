#!/usr/bin/env fish
# Usage: fish --no-config fish_test.fish COMPLETION FAKE_KIMITOK
# Asks fish itself for the candidates of whole lines.
set -g work (mktemp -d)
mkdir $work/bin $work/files $work/files/folder
cp $argv[2] $work/bin/kimitok
touch $work/files/plain.txt
set -x PATH $work/bin $PATH
set -x fish_complete_path
source $argv[1]; or exit 1
cd $work/files
set -g checks 0
set -g failures 0

# EXPECTED candidates joined by "^", sorted; LINE.
function check
    set -l actual (complete -C $argv[2] | string replace -r '\t.*' '' | sort -u | string join '^')
    set checks (math $checks + 1)
    if test "$actual" != "$argv[1]"
        set failures (math $failures + 1)
        echo "FAILED $argv[2]"
        echo "  expected $argv[1]"
        echo "  actual   $actual"
    end
end

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
check '--to=json^--to=jsonl' 'kimitok encode --to=js'
check 'always^auto^never' 'kimitok encode --color '
check 'always^auto^never' 'kimitok --color '
check 'jsonl^token-bytes^tsv' 'kimitok inspect --list --to '
check kimi 'kimitok encode --pattern k'
check pieces 'kimitok encode --fields p'
check 'bytes,pieces' 'kimitok encode --fields bytes,p'
check '--specials=named' 'kimitok inspect --specials=n'
check '' 'kimitok encode -j '

check plain.txt 'kimitok encode pl'
check plain.txt 'kimitok encode --to ids pl'
check plain.txt 'kimitok encode --jsonl pl'
check folder/ 'kimitok encode -m fol'
check plain.txt 'kimitok decode -- pl'
check '' 'kimitok verify pl'
check 'kimi-k2^mine^moonshotai/Kimi-K3' 'kimitok fetch '
check 'moonshotai/Kimi-K3' 'kimitok fetch moon'
check mine 'kimitok update '
check mine 'kimitok verify m'
check 'folder/^kimi-k2^mine^moonshotai/Kimi-K3^plain.txt' 'kimitok encode -m '
check '--model=kimi-k2' 'kimitok encode --model=kimi'
check folder/ 'kimitok fetch kimi-k2 --to '
check 'bash^fish^zsh' 'kimitok completion '
check decode 'kimitok help de'

check '<|im_end|>^[EOS]^all^error^none' 'kimitok encode --special '
check '<|im_end|>' "kimitok encode --special '<|im"
check '[EOS],<|im_end|>' "kimitok encode --special '[EOS],<|"
check '<model folder>^<|im_end|>' "kimitok -m folder decode --stop-at '<"
check '<model folder>^<|im_end|>' "kimitok decode --model=folder --stop-at '<"
check '--skip-special=all' 'kimitok decode --skip-special=a'

rm -rf $work
echo "$checks checks, $failures failures"
test $failures = 0 -a $checks = 41
