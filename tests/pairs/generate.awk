# generate.awk - a program out of a table of pairs.
#
# usage: awk -v list=FILE -f generate.awk FAMILY.txt >FAMILY.c
#
# Each row becomes a function whose lines are the row's, so that a finding's
# line is that of the row; the program's arguments are the row's name and
# "right" or "wrong".  FILE gets the rows: line, name, kinds, what is said.

function trim(word) {
    gsub(/^ +| +$/, "", word)
    return word == "-" ? "" : word
}

BEGIN {
    print "#include \"pairs/pairs.h\""
}

/^bare$/ { bare = 1 }

/^ranks: / { ranks = $2 }

/ \| / && !/^#/ {
    if (split($0, cell, / \| /) != 7) {
        print FILENAME ":" FNR ": not seven columns" >"/dev/stderr"
        exit 1
    }
    name = trim(cell[1])
    if (name in line) {
        print FILENAME ":" FNR ": " name " a second time" >"/dev/stderr"
        exit 1
    }
    line[name] = FNR
    names[++count] = name
    printf "#line %d \"%s\"\n", FNR, FILENAME
    printf "static void %s(int is_wrong) { %s; ", name, trim(cell[2])
    printf "if (is_wrong) { %s; } else { %s; } %s; }\n", trim(cell[4]),
        trim(cell[3]), trim(cell[5])
    printf "%d\t%s\t%s\t%s\n", FNR, name, trim(cell[6]), trim(cell[7]) >list
}

END {
    print "#line 1 \"main\"\nint main(int argc, char **argv)\n{"
    print "int is_wrong = strcmp(argv[2], \"wrong\") == 0;"
    if (!bare)
        print "MPI_Init(&argc, &argv); look_around();"
    for (i = 1; i <= count; i++)
        printf "if (strcmp(argv[1], \"%s\") == 0) %s(is_wrong);\n", names[i],
            names[i]
    print bare ? "return 0;\n}" : "MPI_Finalize(); return 0;\n}"
}
