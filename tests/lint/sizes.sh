#!/bin/sh
# Files: .c at most 500 lines, .h at most 200 (mpi.h excepted).  Functions: at
# most 80 lines from brace to brace.
set -u
failed=0

for file in $(find sim tests apps -name '*.[ch]' -o -name '*.cpp'); do
    lines=$(wc -l <"$file")
    case $file in
    */include/mpi.h) continue ;;
    *.h) most=200 ;;
    *) most=500 ;;
    esac
    [ "$lines" -le $most ] || {
        echo "$file has $lines lines, more than $most"
        failed=1
    }
done

# A function's braces stand in the first column; a namespace's do not count.
find sim tests apps -name '*.[ch]' -o -name '*.cpp' | xargs awk '
    FNR == 1 { open = 0 }
    /^\{$/ && before !~ /^namespace/ { open = FNR; name = before }
    /^\}$/ && open {
        if (FNR - open - 1 > 80) {
            printf "%s:%d: %d lines: %s\n", FILENAME, open, FNR - open - 1, name
            bad = 1
        }
        open = 0
    }
    { before = $0 }
    END { exit bad }' || failed=1
exit $failed
