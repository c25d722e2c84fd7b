/*
 * note.c - what was chosen and why, in words.
 */
#include "coll/selection.h"

static void add_range(struct dr_text *text, const struct dr_coll_note *note)
{
    if (!dr_coll_has_bytes(note->operation))
        return;
    if (note->least == note->most)
        dr_text_printf(text, " of %llu byte%s", (unsigned long long)note->least,
                       dr_text_s(note->least));
    else
        dr_text_printf(text, " of %llu to %llu bytes",
                       (unsigned long long)note->least,
                       (unsigned long long)note->most);
}

static void add_origin(struct dr_text *text, const struct dr_choice *choice)
{
    if (choice->wished && choice->line == 0)
        dr_text_printf(text, "--coll %s", choice->origin);
    else if (choice->wished)
        dr_text_printf(text, "%s:%d", choice->origin, choice->line);
    else
        dr_text_printf(text, "--coll %s", choice->origin);
}

static void add_reason(struct dr_text *text, const struct dr_choice *choice)
{
    add_origin(text, choice);
    if (choice->ranks > 0)
        dr_text_printf(text, ", from %d ranks", choice->ranks);
    if (choice->bytes > 0)
        dr_text_printf(text, ", from %llu byte%s%s",
                       (unsigned long long)choice->bytes,
                       dr_text_s(choice->bytes),
                       choice->when & DR_TOTAL ? " in total" : "");
    for (unsigned i = 0; i < DR_DEMANDS; i++) {
        if (choice->when & 1u << i)
            dr_text_printf(text, ", %s", dr_algorithm_demand(1u << i));
    }
}

void dr_coll_note_text(struct dr_text *text, const struct dr_coll_note *note)
{
    const struct dr_coll_row *row = &dr_coll_rows[note->operation];
    const struct dr_choice *choice = note->choice;

    dr_text_printf(text, "%s", row->name);
    add_range(text, note);
    dr_text_printf(text, " on %d rank%s: ", note->ranks,
                   dr_text_s(note->ranks));
    if (!choice) {
        dr_text_printf(text, "%s (no rule fits)", row->algorithms->name);
        return;
    }
    if (note->unmet)
        dr_text_printf(text, "not ");
    dr_text_printf(text, "%s", choice->algorithm->name);
    if (choice->segment)
        dr_text_printf(text, " by %llu byte%s",
                       (unsigned long long)choice->segment,
                       dr_text_s(choice->segment));
    dr_text_printf(text, " (");
    add_reason(text, choice);
    if (note->unmet)
        dr_text_printf(text, "): it wants %s", dr_algorithm_wants(note->unmet));
    else
        dr_text_printf(text, ")");
}
