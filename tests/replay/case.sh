#!/bin/sh
# tests/replay/case.sh BUILD NAME: line NAME of cases.txt, twice.
set -u
. "$(dirname "$0")/twice.sh"

line=$(grep -E "^$2 *\|" "$(dirname "$0")/cases.txt")
column() {
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
twice "$1" "$(column 2)" "$(column 3)" "$1/tests/programs/$(column 4)" \
    "$(column 5)"
