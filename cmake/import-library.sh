#!/bin/sh
# import-library.sh NM CC LIBRARY OUTPUT
#
# Writes a shared library with the exported names of LIBRARY and its soname,
# but no code and no libraries of its own: for linking only.  An OUTPUT that
# already is the same stays untouched, so that nothing is linked again.
set -eu
nm=$1 cc=$2 library=$3 output=$4

soname=$(objdump -p "$library" | sed -n 's/^ *SONAME *//p')
trap 'rm -f "$output.s" "$output.new"' EXIT
"$nm" -D --defined-only "$library" |
awk 'BEGIN { print ".text" }
     $2 ~ /[TWV]/ { kind = "function" }
     $2 ~ /[BDRGS]/ { kind = "object" }
     $2 ~ /[TWVBDRGS]/ {
         print ".globl " $3 "\n.type " $3 ", @" kind "\n" $3 ":"
     }
     END { print ".section .note.GNU-stack, \"\", @progbits" }' >"$output.s"
"$cc" -shared -nostdlib "$output.s" -Wl,-soname,"$soname" -o "$output.new"
cmp -s "$output.new" "$output" || mv "$output.new" "$output"
