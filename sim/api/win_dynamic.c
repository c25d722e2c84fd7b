/*
 * win_dynamic.c - memory that comes and goes within a dynamic window (MPI 4.1,
 * section 12.2.5).
 */
#include "api/win_door.h"
#include "base/memory.h"
#include "rma/lent.h"

static int check_dynamic(MPI_Win handle, struct dr_win **win)
{
    int error = dr_check_win(handle, win);

    if (error || (*win)->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        return error;
    return dr_raise((*win)->comm, MPI_ERR_RMA_FLAVOR,
                    "the window is not a dynamic one");
}

static bool overlaps(const struct dr_exposed *exposed, const char *base,
                     uint64_t size)
{
    for (int i = 0; i < exposed->nattached; i++) {
        const struct dr_piece_of_memory *other = &exposed->attached[i];

        if (base < other->base + other->size && other->base < base + size)
            return true;
    }
    return false;
}

int PMPI_Win_attach(MPI_Win win, void *base, MPI_Aint size)
{
    struct dr_exposed *exposed;
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_attach", "wbi", win, base, size);

    error = check_dynamic(win, &found);
    if (error)
        return error;
    exposed = dr_win_member(found, found->rank);
    if (size < 0)
        return dr_raise(found->comm, MPI_ERR_SIZE, "the size is %lld",
                        (long long)size);
    if (overlaps(exposed, base, (uint64_t)size))
        return dr_raise(found->comm, MPI_ERR_RMA_ATTACH,
                        "part of the %lld bytes is attached already",
                        (long long)size);
    exposed->attached =
        dr_realloc(exposed->attached, ((size_t)exposed->nattached + 1) *
                                          sizeof *exposed->attached);
    exposed->attached[exposed->nattached] =
        (struct dr_piece_of_memory){base, (uint64_t)size, dr_win_caller()};
    dr_lent_begin(found, exposed->attached[exposed->nattached++]);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_attach, (MPI_Win, void *, MPI_Aint))

/* Others may think that it is still attached. */
static void note_detached(struct dr_exposed *exposed,
                          struct dr_piece_of_memory piece)
{
    piece.by = dr_win_caller();
    if (!exposed->detached)
        exposed->detached = dr_zalloc(DR_DETACHED_MOST, sizeof piece);
    exposed->detached[exposed->ndetached++ % DR_DETACHED_MOST] = piece;
}

int PMPI_Win_detach(MPI_Win win, const void *base)
{
    struct dr_exposed *exposed;
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_detach", "wb", win, base);

    error = check_dynamic(win, &found);
    if (error)
        return error;
    exposed = dr_win_member(found, found->rank);
    for (int i = 0; i < exposed->nattached; i++) {
        if (exposed->attached[i].base == base) {
            note_detached(exposed, exposed->attached[i]);
            dr_lent_end(found, base);
            exposed->attached[i] = exposed->attached[--exposed->nattached];
            return MPI_SUCCESS;
        }
    }
    return dr_raise(found->comm, MPI_ERR_BASE,
                    "no memory that begins there is attached");
}
DR_ALIAS(int, Win_detach, (MPI_Win, const void *))
