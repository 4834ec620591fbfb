#!/bin/sh
# Stands in for kimitok where a completion asks it for names.
if [ "$1" = complete ]; then
  [ "$2" = models ] && printf 'kimi-k2\nmoonshotai/Kimi-K3\n'
  echo mine
  exit 0
fi
[ "$1" = inspect ] && [ "$2" = --specials=named ] || exit 2
printf 'id\tname\tflag\n'
printf '163585\t[EOS]\tspecial\n163586\t<|im_end|>\tspecial\n'
[ "$3" = -m ] && printf '163600\t<model %s>\tspecial\n' "$4"
exit 0
