# fit.awk - a line of pingpong's table beside what its fit says.
#
# awk -v preset=NAME -f fit.awk fits.csv TABLE
BEGIN {
    segments = 0
}

FNR == NR {
    split($0, field, ",")
    if (field[1] == preset) {
        from[segments] = field[3]
        alpha[segments] = field[4]
        rate[segments++] = field[5]
    }
    next
}

$1 !~ /^#/ {
    for (i = 0; i + 1 < segments && from[i + 1] <= $1; i++) {
    }
    printf "%s,%d,%s,%.6f\n", preset, $1, $2, alpha[i] + $1 / rate[i]
}
