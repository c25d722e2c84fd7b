# judge.awk - are the pairs of a table as they should be?
#
# Files, in this order: the list that generate.awk made, what each run ended
# with, what it found (found.jq).  Fields are between tabs.  Variable: table.

function differs(which, why) {
    printf "FAILED: %s:%d: %s, %s: %s\n", table, line[name], name, which, why
    failed = 1
}

FILENAME == "list" {
    line[$2] = $1
    kinds[$2] = $3
    says[$2] = $4
    names[++count] = $2
}

FILENAME == "ended" {
    split($0, cell, " ")
    status[cell[1]] = cell[2]
}

FILENAME == "found" {
    found[$1] = $2
    lines[$1] = " " $3 " "
    said[$1] = $4
}

END {
    for (i = 1; i <= count; i++) {
        name = names[i]
        wrong = name ".wrong"
        right = name ".right"
        if (!(right in found) || status[right] != 0)
            differs("right", "status " status[right])
        if (found[right] != "")
            differs("right", "an alarm: " found[right] ": " said[right])
        if (found[wrong] != kinds[name])
            differs("wrong", "found " (found[wrong] ? found[wrong] : \
                "nothing") ", not " kinds[name] ": " said[wrong])
        if (kinds[name] !~ /missing_finalize/ &&
            !index(lines[wrong], " " line[name] " "))
            differs("wrong", "not at its line")
        if (said[wrong] !~ says[name])
            differs("wrong", "nothing said matches: " says[name] ": " \
                said[wrong])
    }
    print table ": " count " pairs"
    exit failed
}
