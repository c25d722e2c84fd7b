/*
 * handles.c - is every handle refused that is none of the kind asked for?
 *
 * Each function of mpi.h and dryrun.h is called once for each of its handles,
 * which then is that of another object, while all other arguments are good.  A
 * call that returns MPI_SUCCESS has not looked; its name and the number of the
 * handle are printed.  Handles that calls set are left out.
 *
 * The calls are those of fuzz.c (calls.awk), with other arguments.
 */
#include <dryrun.h>
#include <mpi.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum {
    KIND_COMM,
    KIND_GROUP,
    KIND_DATATYPE,
    KIND_OP,
    KIND_REQUEST,
    KIND_ERRHANDLER,
    KIND_INFO,
    KIND_MESSAGE,
    KIND_WIN,
    KIND_FILE,
    KIND_SESSION,
    KIND_T_CVAR_HANDLE,
    KIND_T_PVAR_HANDLE,
    KIND_T_PVAR_SESSION,
    KIND_T_ENUM,
    KINDS,
    ROOM = 1 << 16
};

enum range {
    COUNT,
    RANK,
    TAG,
    ANY
};

static int target, drawn, code;
static uintptr_t good[KINDS], handles[4][8], slot[KINDS];
static int ints[8], triples[8][3];
static MPI_Count wides[8];
static MPI_Status statuses[8];
static char room[ROOM];

/* One of another kind, if it is this one's turn. */
static uintptr_t draw_handle(int kind)
{
    if (drawn++ != target)
        return good[kind];
    return kind == KIND_DATATYPE ? (uintptr_t)MPI_SUM : (uintptr_t)MPI_INT;
}

static uintptr_t *draw_handles(int kind)
{
    uintptr_t *array = handles[drawn % 4];

    for (int i = 0; i < 8; i++)
        array[i] = good[kind];
    array[0] = draw_handle(kind);
    return array;
}

static uintptr_t *draw_slot(int kind)
{
    slot[kind] = good[kind];
    return &slot[kind];
}

static int draw_int(enum range range)
{
    return range == COUNT;
}

static long draw_wide(enum range range)
{
    return range == COUNT;
}

static int *draw_ints(enum range range)
{
    for (int i = 0; i < 8; i++)
        ints[i] = range == COUNT;
    return ints;
}

static MPI_Count *draw_wides(enum range range)
{
    for (int i = 0; i < 8; i++)
        wides[i] = range == COUNT;
    return wides;
}

static int (*draw_triples(void))[3]
{
    return triples;
}

static void nothing(void)
{
}

static DR_Object *object;

static DR_Object *keep_left(DR_Object *left, DR_Object *right, void *data)
{
    (void)data;
    DR_Object_free(right);
    return left;
}

#define draw_object()      (object = DR_Object_nil())
#define draw_object_slot() (draw_object(), &object)
#define draw_reduction()   keep_left
#define draw_double()      0.0
#define draw_buffer()      (void *)(room + (drawn & 1) * ROOM / 2)
#define draw_room()        (void *)room
#define draw_string()      "name"
#define draw_statuses()    statuses
#define draw_function()    nothing
#define draw_allocated()   NULL
#define draw_allocation()  (void *)room

#define CALL(call) code = (int)call
#include "calls.inc"

static void make_good_ones(void)
{
    MPI_Group group;
    MPI_Info info;
    MPI_Win win;
    MPI_File file;

    MPI_Comm_group(MPI_COMM_SELF, &group);
    MPI_Info_create(&info);
    MPI_Win_create(room, ROOM, 1, MPI_INFO_NULL, MPI_COMM_SELF, &win);
    MPI_File_open(MPI_COMM_SELF, "data", MPI_MODE_CREATE | MPI_MODE_RDWR,
                  MPI_INFO_NULL, &file);
    MPI_Win_set_errhandler(win, MPI_ERRORS_RETURN);
    good[KIND_COMM] = (uintptr_t)MPI_COMM_SELF;
    good[KIND_GROUP] = (uintptr_t)group;
    good[KIND_DATATYPE] = (uintptr_t)MPI_INT;
    good[KIND_OP] = (uintptr_t)MPI_SUM;
    good[KIND_REQUEST] = (uintptr_t)MPI_REQUEST_NULL;
    good[KIND_ERRHANDLER] = (uintptr_t)MPI_ERRORS_RETURN;
    good[KIND_INFO] = (uintptr_t)info;
    good[KIND_MESSAGE] = (uintptr_t)MPI_MESSAGE_NO_PROC;
    good[KIND_WIN] = (uintptr_t)win;
    good[KIND_FILE] = (uintptr_t)file;
}

int main(int argc, char **argv)
{
    int tried = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_set_errhandler(MPI_COMM_SELF, MPI_ERRORS_RETURN);
    make_good_ones();
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        for (target = 0; target < calls[i].handles; target++) {
            drawn = 0;
            code = MPI_SUCCESS;
            fprintf(stderr, "%s %d\n", calls[i].name, target);
            calls[i].call();
            tried++;
            if (code == MPI_SUCCESS)
                printf("%s does not look at its handle %d\n", calls[i].name,
                       target + 1);
        }
    }
    printf("%d\n", tried);
    MPI_Finalize();
    return 0;
}
