#!/bin/sh
# tests/sim/run.sh BUILD TABLE NAME: one line of a table.
#
# A table has lines
#
#   name | ranks | options | program and arguments | exit | stdout | finds | says
#
# with the columns that ../expect.sh describes; stdout is a file beside the
# table.  Blanks around columns do not count.
set -u
build=$1 table=$2 name=$3
. "$(dirname "$0")/../expect.sh"

line=$(grep -E "^$name *\|" "$table")
column() { # the last one may contain bars
    echo "$line" | cut -d'|' -f"$1" | sed 's/^ *//; s/ *$//'
}
ranks=$(column 2) options=$(column 3) program=$(column 4)
want_exit=$(column 5) want_stdout=$(column 6)
want_finds=$(column 7) want_says=$(column 8-)
case $want_stdout in
- | '') ;;
*) want_stdout=$(dirname "$table")/$want_stdout ;;
esac
expect
