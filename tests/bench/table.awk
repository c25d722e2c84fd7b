# table.awk - benchmark.csv as a Markdown table; `limit` is the memory bar of
# the case that SMPI does not run, in KiB.
BEGIN {
    FS = ","
}

FNR == 1 {
    next
}

{
    if (!($1 in ranks)) {
        order[++cases] = $1
    }
    ranks[$1] = $2
    messages[$1] = $4
    if ($6 != "") {
        cpu[$1, $5] = $6
        rss[$1, $5] = $7
    }
    least[$1] = $9
}

# Seconds, and messages a CPU second where there are messages.
function cell(name, sim,    s) {
    if (!((name, sim) in cpu)) {
        return "not measured"
    }
    s = cpu[name, sim]
    if (messages[name] == 0) {
        return sprintf("%.1f ms", s * 1000)
    }
    return sprintf("%.2f s, %s/s", s, thousands(messages[name] / s))
}

function thousands(x) {
    return x >= 1e6 ? sprintf("%.2f M", x / 1e6) : sprintf("%.1f k", x / 1e3)
}

function ratio(name) {
    if (!((name, "smpi") in cpu) || !((name, "dryrun") in cpu)) {
        return 0
    }
    return cpu[name, "smpi"] / cpu[name, "dryrun"]
}

function versus(name,    r) {
    r = ratio(name)
    if (r == 0) {
        return sprintf("- | %s | -", least[name])
    }
    return sprintf("%.2f | %s | %s", r, least[name],
                   r >= least[name] ? "yes" : "no")
}

function against(name) {
    printf "| %s | %d | %s | %s | %s | %s |\n", name, ranks[name],
           cell(name, "smpi"), cell(name, "smpi-fast"), cell(name, "dryrun"),
           versus(name)
}

function alone(name,    kib) {
    if (!((name, "dryrun") in cpu)) {
        printf "| %s | %d | not measured | - | < %.2f GB | - |\n", name,
               ranks[name], limit * 1024 / 1e9
        return
    }
    kib = rss[name, "dryrun"]
    printf "| %s | %d | %s | %.2f GB | < %.2f GB | %s |\n", name,
           ranks[name], cell(name, "dryrun"), kib * 1024 / 1e9,
           limit * 1024 / 1e9, kib < limit ? "yes" : "no"
}

END {
    print "| case | ranks | SMPI | SMPI, fast | dryrun | ratio | required " \
          "| met |"
    print "|---|--:|--:|--:|--:|--:|--:|---|"
    for (i = 1; i <= cases; i++) {
        if (least[order[i]] > 0) {
            against(order[i])
        }
    }
    print ""
    print "| case | ranks | dryrun | peak memory | required | met |"
    print "|---|--:|--:|--:|--:|---|"
    for (i = 1; i <= cases; i++) {
        if (least[order[i]] == 0) {
            alone(order[i])
        }
    }
}
