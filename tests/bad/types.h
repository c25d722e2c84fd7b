/*
 * types.h - a message whose sender and receiver name its data each in its own
 * way: a variant "int_pair" is sent as "int" and received as "pair".
 */
#include <mpi.h>
#include <string.h>

struct form {
    MPI_Datatype type;
    int count;
    int derived; /* to be freed */
};

static void join_two(MPI_Datatype *type, MPI_Datatype a, MPI_Datatype b)
{
    int lengths[] = {1, 1}, size;
    MPI_Aint places[] = {0, 0};
    MPI_Datatype types[] = {a, b};

    MPI_Type_size(a, &size);
    places[1] = size;
    MPI_Type_create_struct(2, lengths, places, types, type);
}

/* An int, then a double; the other way round; and such built of others. */
static void make(const char *name, MPI_Datatype *type)
{
    MPI_Datatype part, other;

    if (!strcmp(name, "pair") || !strcmp(name, "more")) {
        join_two(type, MPI_INT, MPI_DOUBLE);
    } else if (!strcmp(name, "swapped")) {
        join_two(type, MPI_DOUBLE, MPI_INT);
    } else if (!strcmp(name, "pairs")) {
        join_two(&part, MPI_INT, MPI_DOUBLE);
        MPI_Type_contiguous(2, part, type);
        MPI_Type_free(&part);
    } else if (!strcmp(name, "nested")) { /* int, (double, int), double */
        join_two(&part, MPI_DOUBLE, MPI_INT);
        join_two(&other, MPI_INT, part);
        join_two(type, other, MPI_DOUBLE);
        MPI_Type_free(&part);
        MPI_Type_free(&other);
    } else if (!strcmp(name, "vector")) {
        MPI_Type_vector(3, 2, 3, MPI_INT, type);
    } else if (!strcmp(name, "backwards")) {
        MPI_Type_create_hvector(6, 1, -(int)sizeof(int), MPI_INT, type);
    } else if (!strcmp(name, "tail")) { /* two bytes, then what is not */
        MPI_Type_contiguous(4, MPI_BYTE, &part);
        join_two(type, part, MPI_DOUBLE);
        MPI_Type_free(&part);
    } else {
        MPI_Type_dup(MPI_INT, type);
    }
    MPI_Type_commit(type);
}

/* All are of 24 bytes, but "more" and "none". */
static struct form form_of(const char *name)
{
    static const struct {
        const char *name;
        MPI_Datatype type;
        int count;
    } plain[] = {
        {"int", MPI_INT, 6},
        {"unsigned", MPI_UNSIGNED, 6},
        {"integer", MPI_INTEGER, 6},
        {"logical", MPI_LOGICAL, 6},
        {"float", MPI_FLOAT, 6},
        {"real", MPI_REAL, 6},
        {"double", MPI_DOUBLE, 3},
        {"long", MPI_LONG, 3},
        {"longlong", MPI_LONG_LONG, 3},
        {"fixed", MPI_INT64_T, 3},
        {"address", MPI_AINT, 3},
        {"complex", MPI_C_COMPLEX, 3},
        {"short", MPI_SHORT, 12},
        {"char", MPI_CHAR, 24},
        {"schar", MPI_SIGNED_CHAR, 24},
        {"uchar", MPI_UNSIGNED_CHAR, 24},
        {"bool", MPI_C_BOOL, 24},
        {"byte", MPI_BYTE, 24},
        {"packed", MPI_PACKED, 24},
        {"located", MPI_DOUBLE_INT, 2},
        {"none", MPI_DOUBLE, 0},
    };
    struct form form = {MPI_DATATYPE_NULL, 2, 1};

    for (unsigned i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (!strcmp(name, plain[i].name))
            return (struct form){plain[i].type, plain[i].count, 0};
    }
    make(name, &form.type);
    if (!strcmp(name, "more"))
        form.count = 5;
    else if (!strcmp(name, "dup"))
        form.count = 6;
    else if (strcmp(name, "pair") && strcmp(name, "swapped") &&
             strcmp(name, "tail"))
        form.count = 1;
    return form;
}

/* The forms of "int_pair": [0] is sent, [1] received. */
static void forms_of(const char *variant, struct form forms[2])
{
    const char *bar = strchr(variant, '_');
    char first[32] = {0};

    memcpy(first, variant, (size_t)(bar - variant));
    forms[0] = form_of(first);
    forms[1] = form_of(bar + 1);
}

static void drop(struct form forms[2])
{
    for (int i = 0; i < 2; i++) {
        if (forms[i].derived)
            MPI_Type_free(&forms[i].type);
    }
}

/* Rank 0 sends, rank 1 receives; the sender's type is gone meanwhile. */
static void pass(const char *variant)
{
    static char memory[512];
    struct form forms[2];
    int rank;

    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    forms_of(variant, forms);
    if (rank == 0)
        MPI_Send(memory + 256, forms[0].count, forms[0].type, 1, 0,
                 MPI_COMM_WORLD);
    else
        MPI_Recv(memory + 256, forms[1].count, forms[1].type, 0, 0,
                 MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    drop(forms);
}
