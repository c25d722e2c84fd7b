#!/bin/sh
# make.sh - write the preset of every fabric in fabrics.csv from its fit.
#
#   platforms/make.sh [FOLDER]     default: the folder of this script
#
# A fit says that a message of s bytes takes alpha + s / bandwidth one way.  A
# platform says it as README.md describes, with a route latency L:
#
#   eager         L + extra + s / bandwidth        extra = alpha - L
#   rendezvous   3L + extra + s / bandwidth        extra = alpha - 3L
#
# A segment with the eager limit inside is cut in two there.  L is the latency
# of the smallest message, or less where a rendezvous payload that is a flow
# would otherwise have to be faster than the link to meet the fit.  The
# <config> of default.xml serves all presets.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here}

awk -v folder="$folder" '
function trim(number,    text) {          # 0.5000 -> 0.5, -0.0000 -> 0
    text = sprintf("%.4f", number)
    sub(/\.?0+$/, "", text)
    return text == "-0" ? "0" : text
}

function largest(p,    i, best) {
    best = 0
    for (i = 0; i < count[p]; i++)
        if (bandwidth[p, i] > best) best = bandwidth[p, i]
    return best
}

# In whole nanoseconds.
function route_latency(p,    i, size, most, link, room) {
    most = alpha[p, 0]
    link = largest(p)
    for (i = 0; i < count[p]; i++) {
        size = from[p, i] > limit[p] ? from[p, i] : limit[p] + 1
        if (size < FLOW) size = FLOW
        if (i + 1 < count[p] && size >= from[p, i + 1]) continue
        room = (alpha[p, i] + size / bandwidth[p, i] - size / link) / 3
        if (room < most) most = room
    }
    return int(most * 1000 + 1e-6) / 1000
}

function segments(p, latency,    i, text, cut) {
    for (i = 0; i < count[p]; i++) {
        cut = i + 1 == count[p] || from[p, i + 1] > limit[p] + 1
        if (from[p, i] <= limit[p])
            text = text one(from[p, i], alpha[p, i] - latency, bandwidth[p, i])
        if (from[p, i] > limit[p])
            text = text one(from[p, i], alpha[p, i] - 3 * latency, bandwidth[p, i])
        else if (cut)
            text = text one(limit[p] + 1, alpha[p, i] - 3 * latency, bandwidth[p, i])
    }
    return substr(text, 3)
}

function one(start, extra, rate) {
    return "; " start " " trim(extra) "us " rate "MBps"
}

function wrap(text, indent,    n, words, i, line, out) {
    n = split(text, words, " ")
    line = indent
    for (i = 1; i <= n; i++) {
        if (length(line words[i]) > 77) {
            sub(/ $/, "", line)
            out = out line "\n"
            line = indent
        }
        line = line words[i] " "
    }
    sub(/ $/, "", line)
    return out line "\n"
}

function write(p,    file, latency, i) {
    file = folder "/" p ".xml"
    latency = route_latency(p)
    printf "<?xml version=\"1.0\"?>\n" \
        "<!DOCTYPE platform SYSTEM \"https://simgrid.org/simgrid.dtd\">\n" \
        "<!--\n  %s: %s\n\n" \
        "  One-way time of an MPI message, receive posted, fitted to published\n" \
        "  measurements with a mean error of %s %% (fits.csv):\n\n" \
        "     from bytes   latency     bandwidth\n", p, fabric[p], error[p] > file
    for (i = 0; i < count[p]; i++)
        printf "     %10d %9s us %9s MB/s\n", from[p, i], alpha[p, i], \
            bandwidth[p, i] > file
    printf "\n  Source, a file on github.com:\n    %s\n\n%s\n", source[p], \
        wrap("Eager limit " limit[p] " B. " why[p], "  ") > file
    printf "%s", wrap("Not measured, round figures: speed of a core, " \
        "messages within a host (loopback), latency of a link between " \
        "switches (hop). Nobody published overheads of the processors " \
        "with the fit, so they are 0.", "  ") > file
    printf "\n  Written by platforms/make.sh.\n-->\n" > file
    printf "<platform version=\"4.1\">\n%s", config > file
    printf "  <zone id=\"world\" routing=\"Full\">\n" > file
    prop("fabric", fabric[p], file)
    prop("source", source[p], file)
    prop("grow", "yes", file)
    prop("hop", hop[p], file)
    prop("eager-limit", limit[p], file)
    prop("segments", segments(p, latency), file)
    printf "    <cluster id=\"cluster\" prefix=\"node-\" radical=\"0-15\" suffix=\"\"\n" \
        "      speed=\"1Gf\" core=\"1\" bw=\"%sMBps\" lat=\"%sus\"\n" \
        "      loopback_bw=\"10GBps\" loopback_lat=\"0.2us\"/>\n" \
        "  </zone>\n</platform>\n", largest(p), trim(latency / 2) > file
    close(file)
}

function prop(id, value, file,    gap) {
    gap = length(id value) > 48 ? "\n      " : " "
    printf "    <prop id=\"dryrun/%s\"%svalue=\"%s\"/>\n", id, gap, value > file
}

BEGIN { FLOW = 65536 }
FILENAME ~ /default.xml$/ {
    if (/<config>/) copy = 1
    if (copy) config = config $0 "\n"
    if (/<\/config>/) copy = 0
    next
}
FNR == 1 { next }
FILENAME ~ /fits.csv$/ {
    split($0, f, ",")
    i = count[f[1]]++
    from[f[1], i] = f[3] + 0
    alpha[f[1], i] = f[4] + 0
    bandwidth[f[1], i] = f[5] + 0
    error[f[1]] = f[6]
    source[f[1]] = f[7]
    next
}
{
    split($0, f, ";")
    fabric[f[1]] = f[2]; limit[f[1]] = f[3] + 0; hop[f[1]] = f[4]; why[f[1]] = f[5]
    write(f[1])
}' "$here/default.xml" "$here/fits.csv" "$here/fabrics.csv"
