#!/bin/sh
# tests/replay/run.sh BUILD NUMBER: line NUMBER of apps/apps.txt, twice.
set -u
. "$(dirname "$0")/twice.sh"

line=$(grep . apps/apps.txt | sed -n "${2}p")
column() {
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
twice "$1" "$(column 2)" "$(column 4)" "$1/apps/$(column 1)" "$(column 3)"
