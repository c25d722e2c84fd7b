/*
 * select.c - which algorithm does a call: the last rule that fits.
 */
#include "coll/select.h"

#include "base/memory.h"
#include "coll/inter.h"
#include "coll/selection.h"

/* A call, as rules and notes look at it. */
struct view {
    enum dr_coll_operation operation;
    const struct dr_coll *coll;
    uint64_t bytes, total;
};

static bool fits(const struct dr_choice *choice, const struct view *view)
{
    uint64_t bytes = choice->when & DR_TOTAL ? view->total : view->bytes;

    return choice->ranks <= view->coll->comm->size && choice->bytes <= bytes &&
           !dr_algorithm_unmet(choice->when & ~(unsigned)DR_TOTAL, view->coll);
}

/* Note it, if nothing like it was: calls are alike if their bytes have the
 * same highest bit. */
static void note(struct dr_selection *selection, const struct view *view,
                 const struct dr_choice *choice, unsigned unmet)
{
    unsigned bits =
        view->bytes ? 64 - (unsigned)__builtin_clzll(view->bytes) : 0;
    uint64_t kind = (uint64_t)view->operation << 8 | bits;
    uint64_t size = (uint64_t)view->coll->comm->size;
    uint64_t which =
        choice
            ? 2 + 2 * (uint64_t)(choice - selection->of[view->operation].items)
            : 0;

    if (dr_table_get(&selection->said, size << 16 | kind, which + !!unmet))
        return;
    if (selection->nnotes == selection->notes_room) {
        selection->notes_room = 2 * selection->notes_room + 16;
        selection->notes = dr_realloc(
            selection->notes, selection->notes_room * sizeof *selection->notes);
    }
    selection->notes[selection->nnotes++] = (struct dr_coll_note){
        .operation = view->operation,
        .ranks = view->coll->comm->size,
        .least = bits ? (uint64_t)1 << (bits - 1) : 0,
        .most = bits ? ((uint64_t)2 << (bits - 1)) - 1 : 0,
        .choice = choice,
        .unmet = unmet,
    };
    dr_table_put(&selection->said, size << 16 | kind, which + !!unmet,
                 selection);
}

/* The rule for a call, NULL if none fits. */
static const struct dr_choice *choose(struct dr_selection *selection,
                                      const struct view *view)
{
    const struct dr_choices *choices = &selection->of[view->operation];

    for (size_t i = choices->count; i-- > 0;) {
        const struct dr_choice *choice = &choices->items[i];
        unsigned unmet;

        if (!fits(choice, view))
            continue;
        unmet = dr_algorithm_unmet(choice->algorithm->demands, view->coll);
        if (!unmet)
            return choice;
        if (choice->wished)
            note(selection, view, choice, unmet);
    }
    return NULL;
}

void dr_coll_build(struct dr_schedule *schedule,
                   enum dr_coll_operation operation, const struct dr_coll *coll)
{
    struct dr_selection *selection = dr_world->selection;
    struct view view = {.operation = operation, .coll = coll};
    struct dr_coll chosen = *coll;
    const struct dr_choice *choice;

    if (dr_comm_inter(coll->comm)) {
        dr_coll_inter_build(schedule, operation, coll);
        return;
    }
    view.bytes = dr_coll_bytes(operation, coll, &view.total);
    choice = choose(selection, &view);
    if (dr_world->config.verbose)
        note(selection, &view, choice, 0);
    if (!choice) {
        dr_coll_rows[operation].algorithms->build(schedule, coll);
        return;
    }
    chosen.segment = choice->segment;
    choice->algorithm->build(schedule, &chosen);
}
