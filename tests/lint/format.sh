#!/bin/sh
# The C and C++ files are as clang-format 14 writes them.
set -u
command -v clang-format >/dev/null || {
    echo "clang-format is not installed"
    exit 1
}
failed=0
for file in $(find sim tests apps -name '*.[ch]' -o -name '*.cpp'); do
    clang-format "$file" | cmp -s - "$file" || {
        echo "$file: run clang-format -i on it"
        failed=1
    }
done
exit $failed
