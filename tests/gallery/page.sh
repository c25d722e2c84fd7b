#!/bin/sh
# tests/gallery/page.sh BUILD GALLERY [--update]: the reports in
# apps/GALLERY/README.md are what the commands above them print.
#
# With --update the page is written anew with what they print now.
set -eu
build=$(cd "$1" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)
gallery=$2 page=$root/apps/$2/README.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# As for somebody in the top folder with the commands at hand.
cd "$work"
ln -s "$root/apps" apps
PATH=$build/bin:$PATH
unset TERM
export NO_COLOR=1
for source in "apps/$gallery"/*.c; do
    drycc "$source" -o "$(basename "$source" .c)"
done

inside=
while IFS= read -r line; do
    case $inside$line in
    '```console') inside=yes ;;
    'yes```') inside= ;;
    "yes\$ "*)
        echo "$line"
        sh -c "${line#??}" 2>&1 </dev/null || :
        continue
        ;;
    yes*) continue ;;
    esac
    echo "$line"
done <"$page" >new

if [ "${3:-}" = --update ]; then
    cp new "$page"
else
    diff "$page" new || {
        echo "tests/gallery/page.sh BUILD $gallery --update writes these reports"
        exit 1
    }
fi
