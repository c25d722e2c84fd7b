#!/bin/sh
# tests/sim/readme.sh BUILD: the examples of README.md print what it says.
#
# In a block marked ```console, "$ COMMAND" is run and the lines below it must
# be what it prints, both streams together; "..." stands for any lines.
set -u
build=$(cd "$1" && pwd)
top=$(cd "$(dirname "$0")/../.." && pwd)
PATH=$build/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
ln -s "$top/apps" "$top/platforms" .
failed=0

# One file per command: the command, then the lines it must print.
awk '
    /^```console/ { inside = 1; next }
    /^```/ { inside = 0 }
    inside && /^\$ / { file = sprintf("said.%02d", ++n); $0 = substr($0, 3) }
    inside { print >file }' "$top/README.md"

for said in said.*; do
    command=$(head -n 1 "$said")
    sed 1d "$said" >expected
    sh -c "$command" >printed 2>&1 </dev/null
    # "..." makes the pattern open on its side.
    awk '
        NR == FNR { line[++n] = $0; next }
        { want[++m] = $0 }
        END {
            i = 1
            for (j = 1; j <= m; j++) {
                if (want[j] == "...") {
                    if (j == m)
                        exit 0
                    while (i <= n && line[i] != want[j + 1])
                        i++
                } else if (i > n || line[i++] != want[j]) {
                    exit 1
                }
            }
            exit i <= n
        }' printed expected && continue
    echo "FAILED: \$ $command"
    diff expected printed
    failed=1
done
[ -f said.01 ] || failed=1

# What they leave must not look like work to commit.
rm -f said.* printed expected apps platforms
for left in *; do
    git -C "$top" rev-parse 2>/dev/null || break
    git -C "$top" check-ignore -q "$left" && continue
    echo "FAILED: $left is left and not in .gitignore"
    failed=1
done
exit $failed
