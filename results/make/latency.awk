# latency.awk - the largest difference of each preset; status 1 beyond 1 %.
FNR == 1 {
    print "| preset | 1 B | 64 KiB | 4 MiB | largest difference |"
    print "|---|--:|--:|--:|--:|"
    next
}

{
    off = $3 / $4 - 1
    off = off < 0 ? -off : off
    if (!($1 in worst)) {
        order[++presets] = $1
    }
    if (!($1 in worst) || off > worst[$1]) {
        worst[$1] = off
        at[$1] = $2
    }
    time[$1, $2] = $3
}

function difference(p) {
    if (worst[p] < 1e-6) {
        return "below 0.0001 %"
    }
    return sprintf("%.4f %% at %d B", 100 * worst[p], at[p])
}

END {
    for (i = 1; i <= presets; i++) {
        p = order[i]
        wrong += worst[p] > 0.01
        printf "| %s | %.3f us | %.2f us | %.1f us | %s |\n", p,
               time[p, 1], time[p, 65536], time[p, 4194304], difference(p)
    }
    exit wrong > 0 || presets == 0
}
