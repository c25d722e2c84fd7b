#!/bin/sh
# Folders of sim/ include themselves and folders with a smaller number.
set -u
failed=0

layer() {
    case $1 in
    include | base | object) echo 0 ;;
    net | event) echo 1 ;;
    core) echo 2 ;;
    p2p) echo 3 ;;
    coll) echo 4 ;;
    rma | io) echo 5 ;;
    api | explore) echo 6 ;;
    cli) echo 7 ;;
    check | trace) echo observer ;;
    *) echo unknown ;;
    esac
}

# May a file of folder $1 include one of folder $2?
may() {
    [ "$1" = "$2" ] && return 0
    case $(layer "$1") in
    observer)
        [ "$2" = event ] || [ "$2" = base ]
        return
        ;;
    esac
    case $(layer "$2") in
    observer) [ "$1" = cli ] || [ "$1" = api ] ;;
    *) [ "$(layer "$1")" -gt "$(layer "$2")" ] ;;
    esac
}

for folder in sim/*/; do
    from=$(basename "$folder")
    case $from in
    include | mpi | start) continue ;;
    esac
    [ "$(layer "$from")" != unknown ] || {
        echo "sim/$from/ has no layer in $0"
        failed=1
        continue
    }
    grep -oHE '^ *# *include "[^"]+"' "$folder"*.[ch]* 2>/dev/null |
        sed 's/^\([^:]*\):.*"\(.*\)"/\1 \2/' | sort -u >/tmp/layers.$$
    while read -r file header; do
        case $header in
        mpi.h | dryrun.h | dryrun_object.h) continue ;;
        */*) to=${header%%/*} ;;
        *)
            echo "$file includes \"$header\" without its folder"
            failed=1
            continue
            ;;
        esac
        may "$from" "$to" || {
            echo "$file includes $header: $from may not include $to"
            failed=1
        }
    done </tmp/layers.$$
done
rm -f /tmp/layers.$$

# The backend for a real MPI and the start file know nothing of the simulator;
# objects are for both.
if grep -nE '^ *# *include "' sim/mpi/*.[ch] sim/start/*.c sim/object/*.[ch] |
    grep -vE '"(mpi|dryrun|dryrun_object|object/[a-z]*)\.h"|sim/mpi/.*"then\.h"'; then
    failed=1
fi

# SimGrid and C++ in one file, main() in cli only.
grep -lE '# *include <(simgrid|xbt)/' -r sim | grep -vx sim/net/net_simgrid.cpp &&
    failed=1
find sim -name '*.cpp' -o -name '*.cc' | grep -vx sim/net/net_simgrid.cpp &&
    failed=1
grep -lE '^int main\(' -r sim --include='*.c' | grep -v '^sim/cli/' && failed=1
exit $failed
