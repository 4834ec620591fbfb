# Made by `kimitok generate completions`; edit app/cli/table instead.

# The command of the line so far; fails if there is none yet.
function __kimitok_command
    set -l skip no
    for word in (commandline -opc)[2..-1]
        if test $skip = yes
            set skip no
            continue
        end
        switch $word
            case -m --model --cache-dir --tiktoken-model --tokenizer-config --pattern --special-tokens -j --threads --color --progress
                set skip yes
            case '-*'
                continue
            case '*'
                echo $word
                return 0
        end
    end
    return 1
end

# Whether the line's command is the argument.
function __kimitok_using
    set -l command (__kimitok_command)
    and test "$command" = "$argv[1]"
end

# Names of special tokens of the tokenizer that the command line asks for.
function __kimitok_specials
    set -l model
    set -l words (commandline -opc)
    for i in (seq 2 (count $words))
        switch $words[$i]
            case -m --model
                set -q words[(math $i + 1)]
                and set model -m $words[(math $i + 1)]
            case '--model=*'
                set model -m (string replace -- --model= '' $words[$i])
        end
    end
    kimitok inspect --specials=named $model 2>/dev/null | string replace -rf '^[0-9]+\t([^\t]+).*' '$1'
end

# The arguments, after what the word being completed already has of a list separated by commas.
function __kimitok_list
    set -l head (string replace -rf '^[\'"]?(?:--[a-z0-9-]+=)?(.*,).*' '$1' -- (commandline -ct))
    test -n "$head"
    or set head ''
    for name in $argv
        echo $head$name
    end
end

complete -c kimitok -f
complete -c kimitok -s m -l model -r -F -a '(kimitok complete models 2>/dev/null)' -d 'Use this tokenizer: a path or a name.'
complete -c kimitok -l cache-dir -x -a '(__fish_complete_directories)' -d 'Use this cache of Hugging Face\'s tools.'
complete -c kimitok -l tiktoken-model -r -F -d 'Take the vocabulary from this file.'
complete -c kimitok -l tokenizer-config -r -F -d 'Take the special tokens from this config.'
complete -c kimitok -l pattern -x -a 'kimi cl100k_base o200k_base p50k_base r50k_base' -d 'Split text by this pattern.'
complete -c kimitok -l special-tokens -r -F -d 'Take names and ids of special tokens from here.'
complete -c kimitok -s j -l threads -x -d 'Work in N threads.'
complete -c kimitok -l color -x -a 'auto always never' -d 'Color the output: auto, always or never.'
complete -c kimitok -l progress -x -a 'auto always never' -d 'Show progress: auto, always or never.'
complete -c kimitok -s q -l quiet -d 'Print no warnings and no progress.'
complete -c kimitok -s v -l verbose -d 'Say which files are used and how.'
complete -c kimitok -s h -l help -d 'Show help; -h shows a short form.'
complete -c kimitok -s V -l version -d 'Show the version; with --json as JSON.'
complete -c kimitok -n 'not __kimitok_command' -l json -d 'With --version: as JSON.'
complete -c kimitok -n 'not __kimitok_command' -a encode -d 'Turn text into token ids.'
complete -c kimitok -n 'not __kimitok_command' -a decode -d 'Turn token ids into text.'
complete -c kimitok -n 'not __kimitok_command' -a count -d 'Count the tokens of text.'
complete -c kimitok -n 'not __kimitok_command' -a inspect -d 'Show how text is cut, or what the tokenizer is.'
complete -c kimitok -n 'not __kimitok_command' -a fetch -d 'Bring a tokenizer\'s files into the cache.'
complete -c kimitok -n 'not __kimitok_command' -a update -d 'Move the pins of kimitok.lock to newer commits.'
complete -c kimitok -n 'not __kimitok_command' -a verify -d 'Check files, and ids against known ones.'
complete -c kimitok -n 'not __kimitok_command' -a completion -d 'Print a completion script for a shell.'
complete -c kimitok -n 'not __kimitok_command' -a help -d 'Show help about kimitok or a command.'

complete -c kimitok -n '__kimitok_using encode' -F
complete -c kimitok -n '__kimitok_using encode' -l to -x -a 'ids lines json jsonl tsv u32 u16 i32 npy hex text' -d 'Write this form.'
complete -c kimitok -n '__kimitok_using encode' -l json -d 'The same as --to json.'
complete -c kimitok -n '__kimitok_using encode' -l fields -x -a '(__kimitok_list pieces bytes chars special text)' -d 'Add these fields to --to jsonl.'
complete -c kimitok -n '__kimitok_using encode' -l index -r -F -d 'Write where records begin in raw output.'
complete -c kimitok -n '__kimitok_using encode' -l max-tokens -x -d 'Keep at most N tokens of each record.'
complete -c kimitok -n '__kimitok_using encode' -l side -x -a 'head tail' -d 'Which tokens to keep: head or tail.'
complete -c kimitok -n '__kimitok_using encode' -l boundary -x -a 'token char' -d 'Cut between tokens or between characters.'
complete -c kimitok -n '__kimitok_using encode' -l fail-if-truncated -d 'Exit with status 1 if something was cut off.'
complete -c kimitok -n '__kimitok_using encode' -l chunk -x -d 'Split each record into pieces of N tokens.'
complete -c kimitok -n '__kimitok_using encode' -l overlap -x -d 'Begin each piece N tokens before the last ends.'
complete -c kimitok -n '__kimitok_using encode' -l out-pattern -x -d 'Write each piece to a file of this name.'
complete -c kimitok -n '__kimitok_using encode' -s o -l output -r -F -d 'Write to FILE instead of standard output.'
complete -c kimitok -n '__kimitok_using encode' -s t -l text -x -d 'Take TEXT itself as the input.'
complete -c kimitok -n '__kimitok_using encode' -l files-from -r -F -d 'Read names of files from FILE, one per line.'
complete -c kimitok -n '__kimitok_using encode' -l files0-from -r -F -d 'Read names of files from FILE, ended by NUL.'
complete -c kimitok -n '__kimitok_using encode' -s l -l lines -d 'Treat each line as a record.'
complete -c kimitok -n '__kimitok_using encode' -s 0 -l null -d 'End records with NUL, in input and output.'
complete -c kimitok -n '__kimitok_using encode' -l jsonl -f -d 'Read JSON Lines, text in FIELD.'
complete -c kimitok -n '__kimitok_using encode' -l segments -d 'Read JSON Lines of trusted and other parts.'
complete -c kimitok -n '__kimitok_using encode' -l keep -d 'Pass other fields of JSON records through.'
complete -c kimitok -n '__kimitok_using encode' -l chomp -d 'Drop one final newline from each file.'
complete -c kimitok -n '__kimitok_using encode' -l fail-fast -d 'Stop at the first input that fails.'
complete -c kimitok -n '__kimitok_using encode' -l special -x -a '(__kimitok_list all none error (__kimitok_specials))' -d 'What names of special tokens in text mean.'
complete -c kimitok -n '__kimitok_using encode' -l ordinary -d 'The same as --special none.'
complete -c kimitok -n '__kimitok_using encode' -l invalid-utf8 -x -a 'error replace bytes' -d 'What bytes that are not UTF-8 mean.'
complete -c kimitok -n '__kimitok_using encode' -l chunking -x -a 'kimi transformers none' -d 'Where long text is cut beforehand.'
complete -c kimitok -n '__kimitok_using encode' -l bos -d 'Put the token [BOS] before each record.'
complete -c kimitok -n '__kimitok_using encode' -l eos -d 'Put the token [EOS] after each record.'
complete -c kimitok -n '__kimitok_using encode' -l prepend -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token before records.'
complete -c kimitok -n '__kimitok_using encode' -l append -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token after records.'

complete -c kimitok -n '__kimitok_using decode' -F
complete -c kimitok -n '__kimitok_using decode' -l from -x -a 'auto ids json jsonl u32 u16 i32 npy' -d 'Read ids in this form.'
complete -c kimitok -n '__kimitok_using decode' -l id -x -d 'Decode this id instead of reading input.'
complete -c kimitok -n '__kimitok_using decode' -s l -l lines -d 'Treat each line as a record.'
complete -c kimitok -n '__kimitok_using decode' -s 0 -l null -d 'End records with NUL, in input and output.'
complete -c kimitok -n '__kimitok_using decode' -l errors -x -a 'bytes replace strict' -d 'What bytes that are not UTF-8 become.'
complete -c kimitok -n '__kimitok_using decode' -l skip-special -f -a '(__kimitok_list all (__kimitok_specials))' -d 'Leave special tokens out.'
complete -c kimitok -n '__kimitok_using decode' -l stop-at -x -a '(__kimitok_list  (__kimitok_specials))' -d 'End before this id or special token.'
complete -c kimitok -n '__kimitok_using decode' -l eos -d 'End before the end-of-sequence token.'
complete -c kimitok -n '__kimitok_using decode' -l include-stop -d 'End after the stop token, not before it.'
complete -c kimitok -n '__kimitok_using decode' -l stream -d 'Write each character as soon as it is whole.'
complete -c kimitok -n '__kimitok_using decode' -l json -d 'Write a JSON object for each record.'
complete -c kimitok -n '__kimitok_using decode' -l pieces -d 'Write one piece of text for each token.'
complete -c kimitok -n '__kimitok_using decode' -l fail-fast -d 'Stop at the first input that fails.'
complete -c kimitok -n '__kimitok_using decode' -s o -l output -r -F -d 'Write to FILE instead of standard output.'

complete -c kimitok -n '__kimitok_using count' -F
complete -c kimitok -n '__kimitok_using count' -l bytes -d 'Add a column of bytes.'
complete -c kimitok -n '__kimitok_using count' -l chars -d 'Add a column of characters.'
complete -c kimitok -n '__kimitok_using count' -l newlines -d 'Add a column of newlines, as wc -l counts.'
complete -c kimitok -n '__kimitok_using count' -l json -d 'Write the counts as JSON.'
complete -c kimitok -n '__kimitok_using count' -l sort -x -a 'none tokens name' -d 'Sort rows by tokens, name or not at all.'
complete -c kimitok -n '__kimitok_using count' -l top -x -d 'Show only the first N rows.'
complete -c kimitok -n '__kimitok_using count' -l total -x -a 'auto always never only' -d 'Show a total: auto, always, never or only.'
complete -c kimitok -n '__kimitok_using count' -l budget -x -d 'Exit with status 1 above N tokens in total.'
complete -c kimitok -n '__kimitok_using count' -l fast-fail -d 'Stop as soon as the budget is exceeded.'
complete -c kimitok -n '__kimitok_using count' -s r -l recursive -d 'Count the files of directories.'
complete -c kimitok -n '__kimitok_using count' -l include -x -d 'In directories, only files that match GLOB.'
complete -c kimitok -n '__kimitok_using count' -l exclude -x -d 'In directories, no files that match GLOB.'
complete -c kimitok -n '__kimitok_using count' -s t -l text -x -d 'Take TEXT itself as the input.'
complete -c kimitok -n '__kimitok_using count' -l files-from -r -F -d 'Read names of files from FILE, one per line.'
complete -c kimitok -n '__kimitok_using count' -l files0-from -r -F -d 'Read names of files from FILE, ended by NUL.'
complete -c kimitok -n '__kimitok_using count' -s l -l lines -d 'Treat each line as a record.'
complete -c kimitok -n '__kimitok_using count' -s 0 -l null -d 'End records with NUL, in input and output.'
complete -c kimitok -n '__kimitok_using count' -l jsonl -f -d 'Read JSON Lines, text in FIELD.'
complete -c kimitok -n '__kimitok_using count' -l segments -d 'Read JSON Lines of trusted and other parts.'
complete -c kimitok -n '__kimitok_using count' -l keep -d 'Pass other fields of JSON records through.'
complete -c kimitok -n '__kimitok_using count' -l chomp -d 'Drop one final newline from each file.'
complete -c kimitok -n '__kimitok_using count' -l fail-fast -d 'Stop at the first input that fails.'
complete -c kimitok -n '__kimitok_using count' -l special -x -a '(__kimitok_list all none error (__kimitok_specials))' -d 'What names of special tokens in text mean.'
complete -c kimitok -n '__kimitok_using count' -l ordinary -d 'The same as --special none.'
complete -c kimitok -n '__kimitok_using count' -l invalid-utf8 -x -a 'error replace bytes' -d 'What bytes that are not UTF-8 mean.'
complete -c kimitok -n '__kimitok_using count' -l chunking -x -a 'kimi transformers none' -d 'Where long text is cut beforehand.'
complete -c kimitok -n '__kimitok_using count' -l bos -d 'Put the token [BOS] before each record.'
complete -c kimitok -n '__kimitok_using count' -l eos -d 'Put the token [EOS] after each record.'
complete -c kimitok -n '__kimitok_using count' -l prepend -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token before records.'
complete -c kimitok -n '__kimitok_using count' -l append -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token after records.'

complete -c kimitok -n '__kimitok_using inspect' -F
complete -c kimitok -n '__kimitok_using inspect' -l pieces -d 'Show the text cut into its tokens.'
complete -c kimitok -n '__kimitok_using inspect' -l table -d 'Show a table of the tokens of the text.'
complete -c kimitok -n '__kimitok_using inspect' -l pretokens -d 'Show the pieces the pattern cuts.'
complete -c kimitok -n '__kimitok_using inspect' -l merges -d 'Show the merges in each piece, in order.'
complete -c kimitok -n '__kimitok_using inspect' -l id -x -d 'Look up the token of this id.'
complete -c kimitok -n '__kimitok_using inspect' -l token -x -d 'Look up the token that is this text.'
complete -c kimitok -n '__kimitok_using inspect' -l bytes -x -d 'Look up the token of these bytes.'
complete -c kimitok -n '__kimitok_using inspect' -l special-name -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Look up the special token of this name.'
complete -c kimitok -n '__kimitok_using inspect' -l search -x -d 'List tokens whose escaped text matches.'
complete -c kimitok -n '__kimitok_using inspect' -l substring -x -d 'List tokens that contain TEXT.'
complete -c kimitok -n '__kimitok_using inspect' -l limit -x -d 'List at most N tokens.'
complete -c kimitok -n '__kimitok_using inspect' -l specials -f -a 'named reserved all' -d 'List the special tokens.'
complete -c kimitok -n '__kimitok_using inspect' -l list -d 'List the whole vocabulary.'
complete -c kimitok -n '__kimitok_using inspect' -l to -x -a 'tsv jsonl token-bytes' -d 'Write --list in this form.'
complete -c kimitok -n '__kimitok_using inspect' -l unreachable -d 'List tokens their own text does not give.'
complete -c kimitok -n '__kimitok_using inspect' -l json -d 'Write JSON.'
complete -c kimitok -n '__kimitok_using inspect' -s o -l output -r -F -d 'Write to FILE instead of standard output.'
complete -c kimitok -n '__kimitok_using inspect' -s t -l text -x -d 'Take TEXT itself as the input.'
complete -c kimitok -n '__kimitok_using inspect' -l files-from -r -F -d 'Read names of files from FILE, one per line.'
complete -c kimitok -n '__kimitok_using inspect' -l files0-from -r -F -d 'Read names of files from FILE, ended by NUL.'
complete -c kimitok -n '__kimitok_using inspect' -s l -l lines -d 'Treat each line as a record.'
complete -c kimitok -n '__kimitok_using inspect' -s 0 -l null -d 'End records with NUL, in input and output.'
complete -c kimitok -n '__kimitok_using inspect' -l jsonl -f -d 'Read JSON Lines, text in FIELD.'
complete -c kimitok -n '__kimitok_using inspect' -l segments -d 'Read JSON Lines of trusted and other parts.'
complete -c kimitok -n '__kimitok_using inspect' -l keep -d 'Pass other fields of JSON records through.'
complete -c kimitok -n '__kimitok_using inspect' -l chomp -d 'Drop one final newline from each file.'
complete -c kimitok -n '__kimitok_using inspect' -l fail-fast -d 'Stop at the first input that fails.'
complete -c kimitok -n '__kimitok_using inspect' -l special -x -a '(__kimitok_list all none error (__kimitok_specials))' -d 'What names of special tokens in text mean.'
complete -c kimitok -n '__kimitok_using inspect' -l ordinary -d 'The same as --special none.'
complete -c kimitok -n '__kimitok_using inspect' -l invalid-utf8 -x -a 'error replace bytes' -d 'What bytes that are not UTF-8 mean.'
complete -c kimitok -n '__kimitok_using inspect' -l chunking -x -a 'kimi transformers none' -d 'Where long text is cut beforehand.'
complete -c kimitok -n '__kimitok_using inspect' -l bos -d 'Put the token [BOS] before each record.'
complete -c kimitok -n '__kimitok_using inspect' -l eos -d 'Put the token [EOS] after each record.'
complete -c kimitok -n '__kimitok_using inspect' -l prepend -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token before records.'
complete -c kimitok -n '__kimitok_using inspect' -l append -x -a '(__kimitok_list  (__kimitok_specials))' -d 'Put this id or special token after records.'

complete -c kimitok -n '__kimitok_using fetch' -a '(kimitok complete models 2>/dev/null)'
complete -c kimitok -n '__kimitok_using fetch' -l to -x -a '(__fish_complete_directories)' -d 'Copy the files to DIR as well, and print DIR.'
complete -c kimitok -n '__kimitok_using fetch' -l save -x -d 'Pin it in kimitok.lock under NAME.'
complete -c kimitok -n '__kimitok_using fetch' -l locked -d 'Fetch nothing but what kimitok.lock pins.'
complete -c kimitok -n '__kimitok_using fetch' -l frozen -d 'The same as --locked --offline.'
complete -c kimitok -n '__kimitok_using fetch' -l sha256 -x -d 'Refuse a tiktoken.model with another SHA-256.'
complete -c kimitok -n '__kimitok_using fetch' -l allow-other-vocabulary -d 'Accept a tiktoken.model that is not Kimi\'s.'
complete -c kimitok -n '__kimitok_using fetch' -l force -d 'Fetch again what is in the cache.'
complete -c kimitok -n '__kimitok_using fetch' -l dry-run -d 'Show what would be fetched; write nothing.'
complete -c kimitok -n '__kimitok_using fetch' -l list -d 'List the models known by name.'
complete -c kimitok -n '__kimitok_using fetch' -l json -d 'Write JSON; a failure too.'
complete -c kimitok -n '__kimitok_using fetch' -l offline -d 'Make no request; use what is in the cache.'
complete -c kimitok -n '__kimitok_using fetch' -l endpoint -x -d 'Ask the Hub, or a mirror of it, at URL.'
complete -c kimitok -n '__kimitok_using fetch' -l token-file -r -F -d 'Read the access token from FILE.'
complete -c kimitok -n '__kimitok_using fetch' -l cacert -r -F -d 'Trust the certificates in FILE.'
complete -c kimitok -n '__kimitok_using fetch' -l timeout -x -d 'Give up after SECONDS in all.'
complete -c kimitok -n '__kimitok_using fetch' -l retries -x -d 'Try a request N more times, 5 by default.'
complete -c kimitok -n '__kimitok_using fetch' -l lock-timeout -x -d 'Wait SECONDS for others that fetch the same.'

complete -c kimitok -n '__kimitok_using update' -a '(kimitok complete pins 2>/dev/null)'
complete -c kimitok -n '__kimitok_using update' -l to -x -d 'Follow this branch, tag or commit from now on.'
complete -c kimitok -n '__kimitok_using update' -l check -d 'Say whether there is anything newer.'
complete -c kimitok -n '__kimitok_using update' -l json -d 'Write JSON; a failure too.'
complete -c kimitok -n '__kimitok_using update' -l offline -d 'Make no request; use what is in the cache.'
complete -c kimitok -n '__kimitok_using update' -l endpoint -x -d 'Ask the Hub, or a mirror of it, at URL.'
complete -c kimitok -n '__kimitok_using update' -l token-file -r -F -d 'Read the access token from FILE.'
complete -c kimitok -n '__kimitok_using update' -l cacert -r -F -d 'Trust the certificates in FILE.'
complete -c kimitok -n '__kimitok_using update' -l timeout -x -d 'Give up after SECONDS in all.'
complete -c kimitok -n '__kimitok_using update' -l retries -x -d 'Try a request N more times, 5 by default.'
complete -c kimitok -n '__kimitok_using update' -l lock-timeout -x -d 'Wait SECONDS for others that fetch the same.'

complete -c kimitok -n '__kimitok_using verify' -a '(kimitok complete pins 2>/dev/null)'
complete -c kimitok -n '__kimitok_using verify' -l locked -d 'Require kimitok.lock and all that it names.'
complete -c kimitok -n '__kimitok_using verify' -l repair -d 'Fetch again what is missing or corrupt.'
complete -c kimitok -n '__kimitok_using verify' -l remote -d 'Compare with what the Hub lists.'
complete -c kimitok -n '__kimitok_using verify' -l golden -r -F -d 'Check the vectors in this file or directory.'
complete -c kimitok -n '__kimitok_using verify' -l update -d 'Write this tokenizer\'s ids into the vectors.'
complete -c kimitok -n '__kimitok_using verify' -l force -d 'Let --update work where CI is set.'
complete -c kimitok -n '__kimitok_using verify' -l roundtrip -r -F -d 'Check that FILE survives encode and decode.'
complete -c kimitok -n '__kimitok_using verify' -l random -x -d 'Check N made-up texts as --roundtrip does.'
complete -c kimitok -n '__kimitok_using verify' -l seed -x -d 'What the made-up texts depend on.'
complete -c kimitok -n '__kimitok_using verify' -l against -x -d 'Compare with the ids another program gives.'
complete -c kimitok -n '__kimitok_using verify' -l self-test -d 'Check kimitok itself, without any file.'
complete -c kimitok -n '__kimitok_using verify' -l max-failures -x -d 'Stop after N failures.'
complete -c kimitok -n '__kimitok_using verify' -l json -d 'Write the report as JSON.'
complete -c kimitok -n '__kimitok_using verify' -l tap -d 'Write the report in the Test Anything Protocol.'
complete -c kimitok -n '__kimitok_using verify' -l junit -r -F -d 'Write a report for JUnit\'s readers to FILE.'
complete -c kimitok -n '__kimitok_using verify' -l offline -d 'Make no request; use what is in the cache.'
complete -c kimitok -n '__kimitok_using verify' -l endpoint -x -d 'Ask the Hub, or a mirror of it, at URL.'
complete -c kimitok -n '__kimitok_using verify' -l token-file -r -F -d 'Read the access token from FILE.'
complete -c kimitok -n '__kimitok_using verify' -l cacert -r -F -d 'Trust the certificates in FILE.'
complete -c kimitok -n '__kimitok_using verify' -l timeout -x -d 'Give up after SECONDS in all.'
complete -c kimitok -n '__kimitok_using verify' -l retries -x -d 'Try a request N more times, 5 by default.'
complete -c kimitok -n '__kimitok_using verify' -l lock-timeout -x -d 'Wait SECONDS for others that fetch the same.'

complete -c kimitok -n '__kimitok_using completion' -a 'bash zsh fish'

complete -c kimitok -n '__kimitok_using help' -a 'encode decode count inspect fetch update verify completion help'
