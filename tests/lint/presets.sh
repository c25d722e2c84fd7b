#!/bin/sh
# The presets are what platforms/make.sh writes from its tables.
set -u
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

platforms/make.sh "$folder" || exit 1
for file in "$folder"/*.xml; do
    name=$(basename "$file")
    diff -u "platforms/$name" "$file" || {
        echo "platforms/$name is not what platforms/make.sh writes"
        exit 1
    }
done
[ "$(ls "$folder" | wc -l)" -ge 7 ]
