#!/bin/sh
# The C and C++ files are as clang-format 14 writes them.
set -u
command -v clang-format >/dev/null || {
    echo "clang-format is not installed"
    exit 1
}
bad=$(find sim tests apps -name '*.[ch]' -o -name '*.cpp' |
    xargs clang-format --dry-run --Werror 2>&1 |
    sed -n 's/^\([^: ]*\):[0-9]*:[0-9]*: error.*/\1/p' | sort -u)
[ -z "$bad" ] && exit 0
echo "run clang-format -i on:"
echo "$bad"
exit 1
