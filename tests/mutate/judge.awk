# judge.awk - what of a program's mutants is as it should be.
#
# Files, in this order: except.txt, the list of mutants, what each run ended
# with, what it found.  Variables: program, source (its file).

function trim(word) {
    gsub(/^ +| +$/, "", word)
    return word
}

BEGIN {
    while ((getline text < source) > 0)
        lines[++nlines] = text
}
FILENAME ~ /except.txt$/ && !/^#/ && NF {
    split($0, cell, / \| /)
    if (trim(cell[1]) != program && trim(cell[1]) != "*")
        next
    rule[++rules] = trim(cell[2])
    has[rules] = trim(cell[3])
    instead[rules] = trim(cell[4])
    own[rules] = trim(cell[1]) == program
}

FILENAME == "list" {
    split($0, cell, "\t")
    edit[$1] = cell[2]
    call[$1] = cell[3]
    line[$1] = cell[4]
    where[$1] = cell[5]
    finds[$1] = cell[6]
    for (i = 1; i <= rules; i++) {
        if (rule[i] != cell[2] && rule[i] != "*")
            continue
        if (has[i] != "*" && !index(lines[cell[4]], has[i]))
            continue
        used[i] = 1
        if (!($1 in reason)) {
            reason[$1] = i
            finds[$1] = instead[i]
            if (instead[i] != "nothing" && instead[i] != "missed")
                where[$1] = "any"
        }
    }
    next
}

FILENAME == "ran" {
    order[++count] = $1
    status[$1] = $2
    reached[$1] = $3
    next
}

FILENAME == "found" {
    number = $1
    worst[number] = $2
    $1 = $2 = ""
    found[number] = $0
}

# Is one of the wanted kinds among the findings, at the line if need be?
function is_found(number,    kinds, tokens, n, m, i, k, at) {
    n = split(finds[number], kinds, " ")
    m = split(found[number], tokens, " ")
    for (i = 1; i <= n; i++) {
        for (k = 1; k <= m; k++) {
            split(tokens[k], at, "@")
            if (at[1] == kinds[i] && (where[number] == "any" ||
                index("," at[2] ",", "," line[number] ",")))
                return 1
        }
    }
    return 0
}

function fails(number, why) {
    printf "FAILED: mutant %d, %s of %s in line %d: %s; found:%s, status %d\n",
        number, edit[number], call[number], line[number], why, found[number],
        status[number]
    printf "    %s\n", trim(lines[line[number]])
    failed = 1
}

function judge(number) {
    if (status[number] > 128 || status[number] == 124)
        fails(number, "no verdict")
    else if (worst[number] == "error" && status[number] == 0)
        fails(number, "an error, and status 0")
    else if (finds[number] == "nothing") {
        equivalent++
        if (found[number] ~ /@/)
            fails(number, "an alarm")
    } else if (finds[number] == "missed")
        missed++
    else if (is_found(number))
        killed++
    else
        fails(number, "not found: " finds[number] \
            (where[number] == "here" ? " there" : ""))
}

END {
    for (i = 1; i <= count; i++) {
        number = order[i]
        if (number == 0) {
            if (status[0] != 0 || found[0] ~ /@/) {
                printf "FAILED: the program itself: status %d, found:%s\n",
                    status[0], found[0]
                failed = 1
            }
        } else if (reached[number] == 0)
            asleep++
        else
            judge(number)
    }
    for (i = 1; i <= rules; i++) {
        if (own[i] && !used[i]) {
            printf "FAILED: except.txt: %s, %s, \"%s\" is no mutant\n",
                program, rule[i], has[i]
            failed = 1
        }
    }
    printf "%s: %d mutants: %d found, %d equivalent, %d missed, ", program,
        count - 1, killed, equivalent, missed
    printf "%d do as the program does\n", asleep
    exit failed
}
