# contention.awk - the times of both models side by side; status 1 if any two
# differ by more than 10 %.
BEGIN {
    FS = ","
    print "| pattern | ranks | message | hybrid | flow | hybrid / flow |"
    print "|---|--:|--:|--:|--:|--:|"
}

FNR > 1 {
    ratio = $5 > 0 ? $4 / $5 : 0
    off = ratio < 0.9 || ratio > 1.1
    wrong += off
    printf "| %s | %d | %s | %.3f us | %.3f us | %.3f%s |\n", $1, $2,
           size($3), $4 * 1e6, $5 * 1e6, ratio,
           off ? " (beyond 10 %)" : ""
}

END {
    exit wrong > 0 || FNR < 2
}

function size(bytes) {
    if (bytes >= 1048576) {
        return bytes / 1048576 " MiB"
    }
    return bytes >= 1024 ? bytes / 1024 " KiB" : bytes " B"
}
