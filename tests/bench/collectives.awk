# collectives.awk - collectives.csv as two Markdown tables; status 1 if a ratio
# was measured and is less than required.
BEGIN {
    FS = ","
}

FNR == 1 {
    next
}

{
    key = $2 " " $3 " " $4 " " $5
    if ($1 == "dryrun") {
        order[++cases] = key
        messages[key] = $6
        required[key] = $7
        rss[key] = $9
    }
    # SMPI that was stopped has used up its seconds; what fails does so at once.
    if ($10 == "" || ($1 == "smpi" && $8 > 10)) {
        cpu[key, $1] = $8
    }
    over[key, $1] = $10 != ""
}

function thousands(x) {
    return x >= 1e6 ? sprintf("%.2f M", x / 1e6) : sprintf("%.0f k", x / 1e3)
}

function size(bytes) {
    return bytes >= 1024 ? bytes / 1024 " KiB" : bytes " B"
}

function cell(key, sim) {
    if (!((key, sim) in cpu)) {
        return "not measured"
    }
    if (over[key, sim]) {
        return sprintf("> %.0f s, < %s/s", cpu[key, sim],
                       thousands(messages[key] / cpu[key, sim]))
    }
    return sprintf("%.2f s, %s/s", cpu[key, sim],
                   thousands(messages[key] / cpu[key, sim]))
}

function against(key,    part, ratio, met) {
    split(key, part, " ")
    ratio = 0
    met = "-"
    if ((key, "smpi") in cpu && (key, "dryrun") in cpu) {
        ratio = cpu[key, "smpi"] / cpu[key, "dryrun"]
        met = ratio >= required[key] ? "yes" : \
              over[key, "smpi"] ? "open" : "no"
        missed += met == "no"
    }
    printf "| %s, %s | %d | %s | %s | %s | %s%.1f | %d | %s |\n", part[1],
           part[2], part[3], size(part[4]), cell(key, "smpi"),
           cell(key, "dryrun"), over[key, "smpi"] ? "> " : "", ratio,
           required[key], met
}

function alone(key,    part) {
    split(key, part, " ")
    printf "| %d | %d | %s | %.2f us | %.0f MB | %.0f B |\n", part[3],
           messages[key], cell(key, "dryrun"),
           cpu[key, "dryrun"] / messages[key] * 1e6, rss[key] * 1024 / 1e6,
           rss[key] * 1024 / messages[key]
}

END {
    print "| operation, algorithm | ranks | bytes | SMPI | dryrun | ratio " \
          "| required | met |"
    print "|---|--:|--:|--:|--:|--:|--:|---|"
    for (i = 1; i <= cases; i++) {
        if (required[order[i]] > 0) {
            against(order[i])
        }
    }
    print ""
    print "Linear alltoall of 8 bytes, all messages in flight at once:"
    print ""
    print "| ranks | messages | CPU | per message | peak memory | per message |"
    print "|--:|--:|--:|--:|--:|--:|"
    for (i = 1; i <= cases; i++) {
        if (required[order[i]] == 0) {
            alone(order[i])
        }
    }
    exit missed > 0
}
