# calls.awk - from headers to a C table of all their functions, each called with
# arguments drawn by the functions of draw.h, which are chosen by the type and
# the name of a parameter:
#
#     awk -f calls.awk sim/include/mpi.h sim/include/dryrun.h >calls.inc
#
# CALL() is the including file's, and given the whole call.
#
# A new function of mpi.h is fuzzed from then on; a parameter of a type that is
# not known here ends this with status 1.

BEGIN {
    # Handles by value and by address.
    split("Comm Group Datatype Op Request Errhandler Info Message Win File " \
          "Session T_cvar_handle T_pvar_handle T_pvar_session T_enum", list)
    for (i in list)
        handle["MPI_" list[i]] = "KIND_" toupper(list[i])
    # They end the run, or their arguments are the process's own.
    skip["MPI_Abort"] = skip["MPI_Finalize"] = 1
    status = 0
}

/^(int|double|MPI_[A-Za-z_]+) (MPI|DR)_/ { open = 1; text = "" }
open { text = text " " $0 }
open && /;/ { open = 0; declaration(text) }

function declaration(text,    name, list, n, parts, i, args) {
    gsub(/ +/, " ", text)
    name = text
    sub(/\(.*/, "", name)
    sub(/.* /, "", name)
    if (name in skip)
        return
    list = text
    sub(/^[^(]*\(/, "", list)
    sub(/\)[^)]*$/, "", list)
    n = list == "void" ? 0 : split(list, parts, /, /)
    arrays = list ~ /\[/
    args = ""
    for (i = 1; i <= n; i++)
        if (parts[i] != "...")
            args = args (args ? ", " : "") argument(parts[i], name)
    names[++count] = name
    print "static void call_" count "(void)"
    print "{"
    print "    CALL(" name "(" args "));"
    handles[count] = gsub(/draw_handles?\(/, "&", args)
    print "}"
}

# The expression for a parameter.
function argument(parameter, name,    type, word, array, constant, pointer) {
    word = parameter
    array = gsub(/\[[0-9]*\]/, "", word)
    type = word
    sub(/[A-Za-z_0-9]+$/, "", type)
    sub(/.*[ *]/, "", word)
    constant = sub(/^ *const /, "", type)
    gsub(/ /, "", type)
    pointer = gsub(/\*/, "", type) + array
    if (type in handle)
        return pointer ? "(" type " *)draw_" (array ? "handles" : "slot") \
            "(" handle[type] ")" : "(" type ")draw_handle(" handle[type] ")"
    if (type == "DR_Object")
        return pointer == 2 ? "draw_object_slot()" : "draw_object()"
    if (type == "DR_Reduce_function")
        return "draw_reduction()"
    if (type == "double")
        return "draw_double()"
    if (type ~ /(_function|_function_c|_fn)$/)
        return "(" type " *)draw_function()"
    if (type == "void")
        return nameless(word, name)
    if (type == "char")
        return pointer == 3 ? "NULL" : pointer == 2 ? "NULL" : \
            constant ? "draw_string()" : "draw_room()"
    if (type == "MPI_Status")
        return "draw_statuses()"
    if (type == "int" || type == "MPI_Fint")
        return array == 2 ? "draw_triples()" : pointer ? \
            "draw_ints(" values(word) ")" : "draw_int(" range(word) ")"
    if (type == "MPI_Count" || type == "MPI_Aint" || type == "MPI_Offset")
        return pointer ? "(" type " *)draw_wides(" values(word) ")" : \
            "draw_wide(" range(word) ")"
    print "calls.awk: no way to draw " parameter " of " name >"/dev/stderr"
    status = 1
    return "0"
}

function nameless(word, name) {
    if (word == "base" && name ~ /Free_mem/)
        return "draw_allocated()"
    if (word == "baseptr")
        return name ~ /Alloc_mem/ ? "draw_allocation()" : "draw_room()"
    if (word == "buffer_addr" || word == "attribute_val" || word == "extra_state" || word == "obj_handle")
        return "draw_room()"
    return "draw_buffer()"
}

# What an integer means: a place in the buffers or arrays of this program must
# stay inside; other values may be anything.
function range(word) {
    if (word ~ /(count|size|^n|len|maxdims|ndims|indegree|outdegree|maxedges|maxindex|maxneighbors|^max_.*|nnodes|^len)$/ && \
        word !~ /argc/)
        return "COUNT"
    if (word ~ /(dest|source|root|rank|leader)$/)
        return "RANK"
    if (word ~ /tag$/)
        return "TAG"
    return "ANY"
}

function values(word) {
    if (word ~ /(dims|gsizes|subsizes|sizes|starts|psizes|blocklengths|distribs|dargs|periods|coords|displacements|ranks|ranks1|weights|destweights|sourceweights|position)$/)
        return "ANY"
    return "COUNT"
}

END {
    print "static const struct {"
    print "    const char *name;"
    print "    void (*call)(void);"
    print "    int handles; /* drawn, by value or in arrays */"
    print "} calls[] = {"
    for (i = 1; i <= count; i++)
        print "    {\"" names[i] "\", call_" i ", " handles[i] "},"
    print "};"
    exit status
}
