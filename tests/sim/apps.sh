#!/bin/sh
# tests/sim/apps.sh BUILD NUMBER: line NUMBER of apps/apps.txt on dryrun.
set -u
build=$1 number=$2
. "$(dirname "$0")/../expect.sh"

# app | ranks | args | dryrun options | exit | file
line=$(grep . apps/apps.txt | sed -n "${number}p")
column() {
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
app=$(column 1)
ranks=$(column 2) options=$(column 4) program="$app $(column 3)"
want_exit=$(column 5) want_stdout=apps/$app/$(column 6)
want_finds=- want_says=
expect
