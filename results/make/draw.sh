#!/bin/bash
# Draw one picture as SVG and as PNG.
#
#     draw.sh SCRIPT.gp OUT [NAME=VALUE...]
#
# Sets the NAMEs (strings) for the gnuplot script, then writes OUT.svg and
# OUT.png; WIDTH and HEIGHT (pixels of the SVG) may be among them.
set -euo pipefail

script=$1
out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
width=900
height=640
settings="style = '$here/style.gp'; point_size = 0.75;"
for setting in "$@"; do
    case $setting in
    WIDTH=*) width=${setting#*=} ;;
    HEIGHT=*) height=${setting#*=} ;;
    *) settings+=" ${setting%%=*} = '${setting#*=}';" ;;
    esac
done

gnuplot -e "set terminal svg size $width,$height font 'Helvetica,13' \
    background 'white'; set output '$out.svg'; $settings" "$script"
gnuplot -e "set terminal pngcairo size $((2 * width)),$((2 * height)) \
    fontscale 2 linewidth 2 pointscale 2 background 'white'; \
    set output '$out.png'; $settings" "$script"
