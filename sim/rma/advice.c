/*
 * advice.c - what a rank should do that others wait for at a window.
 *
 * A deadlock has many ways out; named is one that ends it without an error of
 * epochs: whoever posts must wait later, and no epoch is begun in another.
 */
#include "rma/advice.h"

#include <string.h>

#include "core/call_text.h"
#include "p2p/engine.h"

void dr_advice_origin(struct dr_text *text, struct dr_origin since)
{
    dr_text_printf(text, "%s at ", since.call);
    dr_call_place_text(text, since.site);
}

void dr_advice_window(struct dr_text *text, const struct dr_win *theirs,
                      const struct dr_win *mine)
{
    const struct dr_win *win =
        mine->comm->name && mine->comm->name[0] ? mine : theirs;

    dr_call_window_text(text, win->owner, win->comm);
}

/* " for its window "halo"", if it has several. */
static void add_which(struct dr_text *text, const char *whose,
                      const struct dr_win *win)
{
    if (win->owner->handles.live[DR_KIND_WIN] < 2)
        return;
    dr_text_printf(text, " for %s ", whose);
    dr_call_window_text(text, win->owner, win->comm);
}

/* " before MPI_Recv at a.c:7" */
static void add_before(struct dr_text *text, const char *before)
{
    dr_text_printf(text, " before %s", *before ? before : "it ends");
}

static void let(struct dr_text *text, const struct dr_win *win)
{
    dr_text_printf(text, "let rank %d ", win->owner->id);
}

void dr_advice_unlock(struct dr_text *text, const struct dr_bond *held,
                      const char *before)
{
    const struct dr_win *mine = held->origin;

    let(text, mine);
    if (held->access == DR_EPOCH_LOCK_ALL) {
        dr_text_printf(text, "call MPI_Win_unlock_all");
        add_which(text, "the", mine);
        add_before(text, before);
        return;
    }
    dr_text_printf(text, "call MPI_Win_unlock for %s ",
                   mine == held->target ? "its own" : "the");
    dr_call_which_window_text(text, mine->owner, mine->comm);
    if (mine != held->target)
        dr_text_printf(text, " of rank %d", held->target->owner->id);
    add_before(text, before);
}

/* Does its owner never use it again? */
static bool is_over(const struct dr_win *win)
{
    const struct dr_rank *owner = win->owner;
    const struct dr_wait *wait = owner->port->wait;

    return owner->ended ||
           (owner->call && strcmp(owner->call->name, "MPI_Win_free") == 0 &&
            wait && wait->count > 0 && wait->requests[0]->comm == win->comm);
}

/* Has the target posted for it, and waits for its end? */
static bool wanted(const struct dr_bond *bond)
{
    return bond->exposed && !bond->left;
}

/* Of the windows of a rank, the i-th that is not `but`; or NULL. */
static const struct dr_win *other_window(const struct dr_rank *owner,
                                         const struct dr_win *but, uint32_t *i)
{
    const struct dr_handles *handles = &owner->handles;

    while (*i < handles->count) {
        const struct dr_entry *entry = &handles->entries[(*i)++];

        if (entry->kind == DR_KIND_WIN && entry->object != but)
            return entry->object;
    }
    return NULL;
}

/* Another window that the target has posted for this origin; or NULL. */
static const struct dr_win *other_posted(const struct dr_bond *bond)
{
    const struct dr_win *win;
    uint32_t next = 0;

    while ((win = other_window(bond->target->owner, bond->target, &next))) {
        for (int i = 0; i < win->nposted; i++) {
            if (win->posted[i]->origin->owner == bond->origin->owner &&
                wanted(win->posted[i]))
                return win;
        }
    }
    return NULL;
}

/* Another window that the origin has started to access at this target, which
 * has not posted it; or NULL. */
static const struct dr_win *other_started(const struct dr_bond *bond)
{
    const struct dr_win *win;
    uint32_t next = 0;

    while ((win = other_window(bond->origin->owner, bond->origin, &next))) {
        for (int i = 0; i < win->nstarted; i++) {
            if (win->started[i]->target->owner == bond->target->owner &&
                !win->started[i]->granted)
                return win;
        }
    }
    return NULL;
}

/* One starts an access to a window, the other posts another one for that. */
static void unite(struct dr_text *text, const struct dr_win *posted,
                  const struct dr_win *started)
{
    let(text, posted);
    dr_text_printf(text, "post and rank %d start the same window first: ",
                   started->owner->id);
    dr_advice_origin(text, posted->post);
    dr_text_printf(text, " posts the ");
    dr_call_window_text(text, posted->owner, posted->comm);
    dr_text_printf(text, ", ");
    dr_advice_origin(text, started->start);
    dr_text_printf(text, " starts the ");
    dr_call_window_text(text, started->owner, started->comm);
}

/* A member that has posted for this rank, which does not access it; or NULL. */
static const struct dr_win *left_waiting(const struct dr_win *win)
{
    for (int i = 0; i < dr_group_size(win->comm->group); i++) {
        const struct dr_win *member = dr_win_member(win, i)->win;
        const struct dr_bond *bond;

        bond = dr_table_get(&win->by_target, 0, (uint64_t)i);
        if (bond && member != win && wanted(bond) &&
            bond->access != DR_EPOCH_START)
            return member;
    }
    return NULL;
}

/* The group of MPI_Win_start may name the wrong rank. */
static bool another_target(struct dr_text *text, const struct dr_bond *bond)
{
    const struct dr_win *origin = bond->origin;
    const struct dr_win *right = left_waiting(origin);

    if (!right || !is_over(bond->target))
        return false;
    let(text, origin);
    dr_text_printf(text, "name rank %d, which has posted for it by ",
                   right->owner->id);
    dr_advice_origin(text, right->post);
    dr_text_printf(text, ", instead of rank %d in the group of ",
                   bond->target->owner->id);
    dr_advice_origin(text, origin->start);
    dr_text_printf(text, ", and access that");
    return true;
}

/* The access that it has started waits for somebody who will never post. */
static bool waits_in_vain(struct dr_text *text, const struct dr_win *origin)
{
    for (int i = 0; i < origin->nstarted; i++) {
        if (!origin->started[i]->granted &&
            another_target(text, origin->started[i]))
            return true;
    }
    return false;
}

/* Name the origin where the target posts; does it need no other post? */
static bool join_post(struct dr_text *text, const struct dr_bond *bond)
{
    const struct dr_win *target = bond->target;

    if (!target->post.call || bond->posted_in == target->exposures)
        return false;
    dr_text_printf(text, "name rank %d in the group of ",
                   bond->origin->owner->id);
    dr_advice_origin(text, target->post);
    if (!target->exposure)
        dr_text_printf(text, ", or ");
    return target->exposure;
}

static void add_post(struct dr_text *text, const struct dr_bond *bond,
                     const char *before)
{
    const struct dr_win *target = bond->target;

    if (target->exposure)
        dr_text_printf(text, "call MPI_Win_wait and then ");
    dr_text_printf(text, "call MPI_Win_post");
    add_which(text, "its", target);
    dr_text_printf(text, " with rank %d in the group", bond->origin->owner->id);
    if (is_over(target))
        dr_text_printf(text, ", and then MPI_Win_wait,");
    add_before(text, before);
    if (!is_over(target))
        dr_text_printf(text, ", and MPI_Win_wait later");
}

void dr_advice_post(struct dr_text *text, const struct dr_bond *bond,
                    const char *before)
{
    const struct dr_win *target = bond->target, *posted = other_posted(bond);

    if (posted) {
        unite(text, posted, bond->origin);
        return;
    }
    /* It is not to be named twice, and not to post while it waits. */
    if (another_target(text, bond) ||
        (target->waits && bond->posted_in == target->exposures))
        return;
    let(text, target);
    if (!join_post(text, bond))
        add_post(text, bond, before);
}

void dr_advice_complete(struct dr_text *text, const struct dr_bond *bond,
                        const char *before)
{
    const struct dr_win *origin = bond->origin, *started = other_started(bond);
    int target = bond->target->owner->id;

    if (bond->access != DR_EPOCH_START && started) {
        unite(text, bond->target, started);
        return;
    }
    if (bond->access != DR_EPOCH_START && waits_in_vain(text, origin))
        return;
    let(text, origin);
    if (bond->access == DR_EPOCH_START) {
        dr_text_printf(text, "call MPI_Win_complete");
        add_which(text, "the", origin);
        add_before(text, before);
        return;
    }
    if (origin->access) {
        dr_text_printf(text, "name rank %d in the group of ", target);
        dr_advice_origin(text, origin->start);
        return;
    }
    if (origin->locks > 0 || origin->lock_all)
        dr_text_printf(text, "end its locks of the window, then ");
    dr_text_printf(text,
                   "call MPI_Win_start with rank %d in the group, and "
                   "MPI_Win_complete,",
                   target);
    add_which(text, "the", origin);
    add_before(text, before);
    if (!is_over(origin))
        return;
    dr_text_printf(text, ", or leave rank %d out of the group of ",
                   origin->owner->id);
    dr_advice_origin(text, bond->target->post);
}
