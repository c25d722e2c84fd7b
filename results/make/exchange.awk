# exchange.awk - a row per form, a column per size.
BEGIN {
    FS = ","
    what["sequential"] = "one sends, then the other"
    what["isend"] = "both MPI_Isend, then receive"
    what["stall"] = "both MPI_Send, then receive"
}

FNR > 1 {
    if (!($1 in seen)) {
        seen[$1] = 1
        order[++forms] = $1
    }
    if ($3 == 0) {
        cell[$1, $2] = sprintf("%.3f us", $4)
    } else if ($3 == 80) {
        cell[$1, $2] = "stalls (exit status 80)"
    } else {
        cell[$1, $2] = "failed with status " $3
    }
}

END {
    print "| form | what happens | 8 B each way | 1 MiB each way |"
    print "|---|---|--:|--:|"
    for (i = 1; i <= forms; i++) {
        f = order[i]
        printf "| `%s` | %s | %s | %s |\n", f, what[f], cell[f, 8],
               cell[f, 1048576]
    }
}
