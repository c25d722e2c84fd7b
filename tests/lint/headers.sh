#!/bin/sh
# Every file opens with what it is; every public function has a comment.
set -u
failed=0

# "/*", then " * NAME - what it is"; the name is the file's own.
for file in $(find sim tests apps -name '*.[ch]' -o -name '*.cpp'); do
    name=$(basename "$file")
    case $file in
    apps/* | tests/sim/*.c | tests/right/*.c | tests/bench/*.c) name=${name%.c} ;;
    tests/bad/*) continue ;;
    esac
    sed -n '1,2p' "$file" | tr '\n' ' ' | grep -qE "^/\\*  \\* $name(\.c)? - " || {
        echo "$file does not open with \"$name - \" and what it is"
        failed=1
    }
done

# In a header of sim/, a function stands in a paragraph that begins with a
# comment, or a comment elsewhere in the header speaks of it by name.  What
# these endings do goes without saying.
plain='_(init|end|hold|drop|release|free|empty|size|count|add|append|remove)$'
for file in $(find sim -name '*.h' ! -path '*/include/mpi.h'); do
    awk -v plain="$plain" '
        NR == FNR { if (/^ *(\/\*| \*)/) said = said " " $0; next }
        /^$/ { comment = 0; next }
        /^(\/\*| \*)/ { comment = 1; next }
        /^(#|typedef|enum|extern "C"|DR_)/ || comment { next }
        /^[a-z_].*\(/ {
            name = $0
            sub(/ *\(.*/, "", name)
            sub(/.*[ *]/, "", name)
            if (name !~ plain && index(said, name "()") == 0) {
                printf "%s:%d: no comment: %s\n", FILENAME, FNR, name
                bad = 1
            }
        }
        END { exit bad }' "$file" "$file" || failed=1
done
exit $failed
