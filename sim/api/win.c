/*
 * win.c - windows: making, asking and freeing (MPI 4.1, section 12.2).
 */
#include <limits.h>

#include "api/comm_make.h"
#include "api/win_door.h"
#include "core/group.h"

static int check_making(MPI_Comm handle, MPI_Aint size, MPI_Aint disp_unit,
                        MPI_Info info, struct dr_comm **comm,
                        struct dr_info **hints)
{
    int error = dr_check_comm(handle, comm);

    if (!error)
        error = dr_check_intra(*comm);
    if (!error)
        error = dr_check_info(*comm, info, hints);
    if (error)
        return error;
    if (size < 0)
        return dr_raise(*comm, MPI_ERR_SIZE, "the size is %lld",
                        (long long)size);
    if (disp_unit <= 0)
        return dr_raise(*comm, MPI_ERR_DISP, "the displacement unit is %lld",
                        (long long)disp_unit);
    return MPI_SUCCESS;
}

static struct dr_info *copy_of(const struct dr_info *info)
{
    return info ? dr_info_copy(info) : NULL;
}

static int create(void *base, MPI_Aint size, MPI_Aint disp_unit, MPI_Info info,
                  MPI_Comm comm, MPI_Win *win)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error = check_making(comm, size, disp_unit, info, &found, &hints);

    if (error)
        return error;
    if (!base && size > 0)
        return dr_raise(found, MPI_ERR_BASE,
                        "the memory of %lld bytes is at NULL", (long long)size);
    *win = dr_win_make(found,
                       (struct dr_win_request){.flavor = MPI_WIN_FLAVOR_CREATE,
                                               .base = base,
                                               .size = (uint64_t)size,
                                               .disp_unit = disp_unit,
                                               .info = copy_of(hints)})
               ->handle;
    return MPI_SUCCESS;
}

/* Ranks of different hosts share no memory. */
static int check_shares(struct dr_comm *comm)
{
    const struct dr_rank *ranks = dr_world->ranks;
    const struct dr_host *mine = dr_world->self->host;

    for (int i = 0; i < comm->size; i++) {
        int rank = dr_comm_world_rank(comm, i);

        if (ranks[rank].host != mine)
            return dr_raise(comm, MPI_ERR_RMA_SHARED,
                            "rank %d is on host %s and rank %d on %s: they "
                            "share no memory",
                            dr_world->self->id, dr_net_host_name(mine), rank,
                            dr_net_host_name(ranks[rank].host));
    }
    return MPI_SUCCESS;
}

static int allocate(int flavor, MPI_Aint size, MPI_Aint disp_unit,
                    MPI_Info info, MPI_Comm comm, void *baseptr, MPI_Win *win)
{
    struct dr_comm *found;
    struct dr_info *hints;
    struct dr_win *made;
    int error = check_making(comm, size, disp_unit, info, &found, &hints);

    if (!error && flavor == MPI_WIN_FLAVOR_SHARED)
        error = check_shares(found);
    if (error)
        return error;
    hints = copy_of(hints);
    made = dr_win_make(
        found, (struct dr_win_request){
                   .flavor = flavor,
                   .size = (uint64_t)size,
                   .disp_unit = disp_unit,
                   .info = hints,
                   .apart = dr_info_says(hints, "alloc_shared_noncontig")});
    if (!made) {
        if (hints)
            dr_info_free(hints);
        return dr_raise(found, MPI_ERR_NO_MEM, "no memory for %lld bytes",
                        (long long)size);
    }
    *(void **)baseptr = dr_win_member(made, made->rank)->memory.base;
    *win = made->handle;
    return MPI_SUCCESS;
}

/* The forms of a call that makes a window, for both widths of the unit. */
#define MAKING(suffix, UNIT)                                                   \
    int PMPI_Win_create##suffix(void *base, MPI_Aint size, UNIT disp_unit,     \
                                MPI_Info info, MPI_Comm comm, MPI_Win *win)    \
    {                                                                          \
        DR_DOOR("MPI_Win_create" #suffix, "biiIc&", base, size, disp_unit,     \
                info, comm, win);                                              \
        return create(base, size, disp_unit, info, comm, win);                 \
    }                                                                          \
    DR_ALIAS(int, Win_create##suffix,                                          \
             (void *, MPI_Aint, UNIT, MPI_Info, MPI_Comm, MPI_Win *))          \
    ALLOCATING(Win_allocate##suffix, MPI_WIN_FLAVOR_ALLOCATE, UNIT)            \
    ALLOCATING(Win_allocate_shared##suffix, MPI_WIN_FLAVOR_SHARED, UNIT)

#define ALLOCATING(name, flavor, UNIT)                                         \
    int PMPI_##name(MPI_Aint size, UNIT disp_unit, MPI_Info info,              \
                    MPI_Comm comm, void *baseptr, MPI_Win *win)                \
    {                                                                          \
        DR_DOOR("MPI_" #name, "iiIc&&", size, disp_unit, info, comm, baseptr,  \
                win);                                                          \
        return allocate(flavor, size, disp_unit, info, comm, baseptr, win);    \
    }                                                                          \
    DR_ALIAS(int, name, (MPI_Aint, UNIT, MPI_Info, MPI_Comm, void *, MPI_Win *))

MAKING(, int)
MAKING(_c, MPI_Aint)

int PMPI_Win_create_dynamic(MPI_Info info, MPI_Comm comm, MPI_Win *win)
{
    struct dr_comm *found;
    struct dr_info *hints;
    int error;

    DR_DOOR("MPI_Win_create_dynamic", "Ic&", info, comm, win);

    error = check_making(comm, 0, 1, info, &found, &hints);
    if (error)
        return error;
    *win = dr_win_make(found,
                       (struct dr_win_request){.flavor = MPI_WIN_FLAVOR_DYNAMIC,
                                               .disp_unit = 1,
                                               .info = copy_of(hints)})
               ->handle;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_create_dynamic, (MPI_Info, MPI_Comm, MPI_Win *))

int PMPI_Win_free(MPI_Win *win)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_free", "&", win);

    error = dr_check_win(*win, &found);
    if (!error)
        error = dr_check_no_epoch(found);
    if (!error)
        error = dr_check_no_access(found);
    if (error)
        return error;
    error = dr_attributes_delete(&found->comm->attributes, *win);
    if (error)
        return dr_raise(found->comm, error, "a delete callback returned %d",
                        error);
    dr_win_free(found);
    *win = MPI_WIN_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Win_free, (MPI_Win *))

int PMPI_Win_get_group(MPI_Win win, MPI_Group *group)
{
    struct dr_win *found;
    int error;

    DR_DOOR("MPI_Win_get_group", "w&", win, group);

    error = dr_check_win(win, &found);
    if (!error)
        *group = dr_group_handle(dr_group_hold(found->comm->group));
    return error;
}
DR_ALIAS(int, Win_get_group, (MPI_Win, MPI_Group *))


/* Of MPI_PROC_NULL, the first member that has memory is meant. */
static int first_with_memory(const struct dr_win *win)
{
    for (int i = 0; i < win->comm->size; i++) {
        if (dr_win_member(win, i)->memory.size > 0)
            return i;
    }
    return -1;
}

/* A window that is not shared has nothing that others could load and store
 * (MPI 4.1, section 12.2.3). */
static int query(MPI_Win handle, int rank, MPI_Aint *size, int64_t *disp_unit,
                 void *baseptr)
{
    const struct dr_exposed *exposed;
    struct dr_win *win;
    int error = dr_check_win(handle, &win);

    if (!error)
        error = dr_check_target(win, rank, true);
    if (error)
        return error;
    if (win->flavor == MPI_WIN_FLAVOR_DYNAMIC)
        return dr_raise(win->comm, MPI_ERR_RMA_FLAVOR,
                        "a dynamic window has no memory to ask for");
    if (rank == MPI_PROC_NULL)
        rank = first_with_memory(win);
    *size = 0;
    *disp_unit = rank < 0 ? 0 : dr_win_member(win, rank)->disp_unit;
    *(void **)baseptr = NULL;
    if (rank < 0 || (win->flavor != MPI_WIN_FLAVOR_SHARED && rank != win->rank))
        return MPI_SUCCESS;
    exposed = dr_win_member(win, rank);
    *size = (MPI_Aint)exposed->memory.size;
    *(void **)baseptr = exposed->memory.base;
    return MPI_SUCCESS;
}

#define QUERY(suffix, UNIT)                                                    \
    int PMPI_Win_shared_query##suffix(MPI_Win win, int rank, MPI_Aint *size,   \
                                      UNIT *disp_unit, void *baseptr)          \
    {                                                                          \
        int64_t unit = 0;                                                      \
        int error;                                                             \
                                                                               \
        DR_DOOR("MPI_Win_shared_query" #suffix, "wp&&&", win, rank, size,      \
                disp_unit, baseptr);                                           \
        error = query(win, rank, size, &unit, baseptr);                        \
        if (!error)                                                            \
            *disp_unit = (UNIT)unit;                                           \
        return error;                                                          \
    }                                                                          \
    DR_ALIAS(int, Win_shared_query##suffix,                                    \
             (MPI_Win, int, MPI_Aint *, UNIT *, void *))

QUERY(, int)
QUERY(_c, MPI_Aint)
