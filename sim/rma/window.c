/*
 * window.c - windows: how they are made and freed, and bonds within them.
 */
#include "rma/window.h"

#include <stdlib.h>

#include "base/memory.h"
#include "coll/coll.h"
#include "core/accord.h"
#include "p2p/operation.h"
#include "p2p/wait.h"
#include "rma/conflict.h"
#include "rma/epoch.h"
#include "rma/gaze.h"
#include "rma/lease.h"
#include "rma/lent.h"
#include "rma/nostore.h"
#include "rma/note.h"
#include "rma/touch.h"
#include "rma/turn.h"
#include "rma/visit.h"

/* Where each member's part of a segment begins, for any type. */
enum {
    SEGMENT_ALIGNMENT = 64
};

struct dr_win *dr_win_get(MPI_Win handle)
{
    return dr_handle_get(&dr_world->self->handles, DR_KIND_WIN,
                         (uintptr_t)handle);
}

static struct dr_bond *make_bond(struct dr_win *win, int target)
{
    struct dr_bond *bond = dr_pool_take(&win->window->bonds);
    struct dr_win *other = dr_win_member(win, target)->win;

    *bond = (struct dr_bond){
        .origin = win,
        .target = other,
        .target_rank = target,
        .out = dr_net_route(win->owner->host, other->owner->host),
        .back = dr_net_route(other->owner->host, win->owner->host),
    };
    dr_list_init(&bond->lock);
    dr_list_init(&bond->delayed);
    dr_list_init(&bond->early);
    dr_list_init(&bond->leases);
    dr_list_init(&bond->visits);
    if (win->nbonds == win->bonds_room) {
        win->bonds_room = win->bonds_room ? 2 * win->bonds_room : 8;
        win->bonds = dr_realloc(win->bonds,
                                (size_t)win->bonds_room * sizeof *win->bonds);
    }
    win->bonds[win->nbonds++] = bond;
    dr_table_put(&win->by_target, 0, (uint64_t)target, bond);
    return bond;
}

struct dr_bond *dr_win_bond(struct dr_win *win, int target)
{
    struct dr_bond *bond = dr_table_get(&win->by_target, 0, (uint64_t)target);

    return bond ? bond : make_bond(win, target);
}


static struct dr_window *make_window(int size, int flavor)
{
    struct dr_window *window = dr_zalloc(1, sizeof *window);

    window->flavor = flavor;
    window->references = size;
    window->members = dr_zalloc((size_t)size, sizeof *window->members);
    dr_pool_init(&window->ops, sizeof(struct dr_rma_op));
    dr_pool_init(&window->notes, sizeof(struct dr_note));
    dr_pool_init(&window->bonds, sizeof(struct dr_bond));
    dr_pool_init(&window->leases, sizeof(struct dr_lease));
    dr_pool_init(&window->visits, dr_visit_size());
    return window;
}

static uint64_t room_of(uint64_t size, bool apart)
{
    if (!apart)
        return size;
    return (size + SEGMENT_ALIGNMENT - 1) / SEGMENT_ALIGNMENT *
           SEGMENT_ALIGNMENT;
}

/* The first to come here after all have said how much they want allocates the
 * memory of all; false: there is not as much. */
static bool make_segment(struct dr_window *window, int size, bool apart)
{
    uint64_t total = 1;

    if (window->segment)
        return true;
    for (int i = 0; i < size; i++) {
        if (__builtin_add_overflow(
                total, room_of(window->members[i].memory.size, apart), &total))
            return false;
    }
    window->segment = calloc(total, 1);
    if (!window->segment)
        return false;
    dr_world->shares_memory |= size > 1;
    total = 0;
    for (int i = 0; i < size; i++) {
        window->members[i].memory.base = window->segment + total;
        total += room_of(window->members[i].memory.size, apart);
    }
    return true;
}

static void set_attributes(struct dr_win *win, const struct dr_exposed *exposed)
{
    win->size = (MPI_Aint)exposed->memory.size;
    win->disp_unit = (int)exposed->disp_unit;
    win->flavor = win->window->flavor;
    win->model = MPI_WIN_UNIFIED;
}

static void note_place(struct dr_comm *comm)
{
    struct dr_table *made = &dr_world->windows;
    uint64_t rank = (uint64_t)dr_world->self->id;
    uint64_t site = (uint64_t)(uintptr_t)dr_world->self->call->site;
    uintptr_t before = (uintptr_t)dr_table_get(made, rank, site);

    comm->made = dr_world->self->call->site;
    comm->nth = (uint32_t)before + 1;
    dr_table_remove(made, rank, site);
    dr_table_put(made, rank, site, (void *)(before + 1));
}

/* The communicator's handle becomes the window's: errors name it. */
static void adopt(struct dr_win *win, struct dr_comm *comm)
{
    struct dr_handles *handles = &dr_world->self->handles;

    dr_handle_free(handles, (uintptr_t)comm->handle);
    dr_errhandler_release(comm->errhandler);
    comm->errhandler = dr_errhandler_get(MPI_ERRORS_ARE_FATAL);
    win->handle = (MPI_Win)dr_handle_new(handles, DR_KIND_WIN, win);
    comm->handle = (MPI_Comm)win->handle;
    note_place(comm);
    win->comm = comm;
}

void dr_win_meet(struct dr_comm *comm)
{
    const struct dr_call *call = dr_world->self->call;
    struct dr_request *barrier = dr_coll_barrier(comm);

    barrier->call = call->name;
    barrier->site = call->site;
    dr_wait_for(barrier);
    dr_operation_release(barrier);
}

static struct dr_comm *agree(struct dr_comm *comm, struct dr_accord *accord)
{
    struct dr_circle *circle;
    int rank;

    dr_win_meet(comm);
    circle = dr_accord_take(accord, comm, &rank);
    return dr_comm_new(circle, rank, comm);
}

static struct dr_win *new_win(struct dr_window *window, struct dr_comm *comm,
                              struct dr_win_request request)
{
    struct dr_win *win = dr_zalloc(1, sizeof *win);
    struct dr_exposed *exposed = &window->members[comm->rank];

    win->window = window;
    win->owner = dr_world->self;
    win->rank = comm->rank;
    dr_list_init(&win->holders);
    dr_list_init(&win->queue);
    dr_list_init(&win->unlocked);
    dr_turn_begin(win);
    for (int i = 0; i < 2; i++)
        dr_list_init(&win->visits[i]);
    *exposed = (struct dr_exposed){
        .win = win,
        .memory = {request.base, request.size, dr_win_caller()},
        .disp_unit = request.disp_unit,
    };
    return win;
}

struct dr_win *dr_win_make(struct dr_comm *comm, struct dr_win_request request)
{
    struct dr_accord *accord;
    struct dr_window **shared;
    struct dr_win *win;

    if (request.flavor == MPI_WIN_FLAVOR_ALLOCATE) {
        request.base = calloc(request.size + 1, 1);
        if (!request.base)
            return NULL;
    }
    accord = dr_accord_join(comm, 0, comm->rank);
    shared = (struct dr_window **)dr_accord_extra(accord);
    if (!*shared)
        *shared = make_window(comm->size, request.flavor);
    win = new_win(*shared, comm, request);
    adopt(win, agree(comm, accord));
    if (request.flavor == MPI_WIN_FLAVOR_SHARED &&
        !make_segment(win->window, comm->size, request.apart)) {
        dr_win_free(win);
        return NULL;
    }
    win->comm->info = request.info;
    set_attributes(win, dr_win_member(win, win->rank));
    dr_touch_begin(win);
    dr_lent_begin(win, dr_win_member(win, win->rank)->memory);
    return win;
}


static void leave_window(struct dr_window *window)
{
    if (--window->references > 0)
        return;
    free(window->segment);
    free(window->members);
    dr_pool_end(&window->ops);
    dr_pool_end(&window->notes);
    dr_pool_end(&window->bonds);
    dr_pool_end(&window->leases);
    dr_pool_end(&window->visits);
    free(window);
}

/* Nothing is under way, but an epoch may still be open. */
static void end_visits(struct dr_win *win)
{
    for (int i = 0; i < 2; i++)
        dr_visit_end(&win->visits[i]);
    for (int i = 0; i < win->nbonds; i++)
        dr_visit_end(&win->bonds[i]->visits);
}

void dr_win_free(struct dr_win *win)
{
    struct dr_exposed *exposed = dr_win_member(win, win->rank);

    dr_win_meet(win->comm);
    dr_handle_free(&win->owner->handles, (uintptr_t)win->handle);
    if (win->flavor == MPI_WIN_FLAVOR_ALLOCATE)
        free(exposed->memory.base);
    free(exposed->attached);
    free(exposed->detached);
    dr_lent_end(win, NULL);
    dr_conflict_end(win);
    end_visits(win);
    dr_touch_free(win);
    dr_nostore_end(win);
    dr_gaze_end(win);
    dr_table_end(&win->by_target);
    free(win->bonds);
    free(win->started);
    free(win->posted);
    leave_window(win->window);
    dr_comm_release(win->comm);
    free(win);
}
