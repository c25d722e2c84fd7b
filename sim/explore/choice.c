/*
 * choice.c - the decisions of one schedule, as data and as text.
 */
#include "explore/choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "p2p/wait.h"

bool dr_move_equal(const struct dr_move *a, const struct dr_move *b)
{
    return a->kind == b->kind && a->rank == b->rank && a->what == b->what &&
           a->source == b->source && a->number == b->number &&
           a->done == b->done && a->set == b->set;
}

/* " 0+2+3" */
static void add_set(struct dr_text *text, uint64_t set)
{
    const char *between = " ";

    for (int i = 0; set; i++, set >>= 1) {
        if (!(set & 1))
            continue;
        dr_text_printf(text, "%s%d", between, i);
        between = "+";
    }
}

/* In words, what MPI answers; positions are among the active requests. */
static void add_answer(struct dr_text *text, const struct dr_move *move)
{
    int answer = (int)move->number - 2;

    if (answer >= 0)
        dr_text_printf(text, ": request %d", answer);
    else if (answer == DR_PICKED_SET)
        dr_text_printf(text, ": requests");
    else if (move->done > 0)
        dr_text_printf(text, ": all %d that are done", move->done);
    else
        dr_text_printf(text, ": all done");
    if (answer == DR_PICKED_SET)
        add_set(text, move->set);
}

/* The part before the comment, which identifies the move. */
static void identity(struct dr_text *text, const struct dr_move *move)
{
    static const char *const words[] = {"take", "finish", "refuse", "see",
                                        "give"};
    unsigned long long what = move->what;

    dr_text_printf(text, "%s %d %llu", words[move->kind], move->rank, what);
    if (move->kind == DR_MOVE_TAKE || move->kind == DR_MOVE_SEE)
        dr_text_printf(text, " %d %u", move->source, move->number);
    else if (move->kind == DR_MOVE_GIVE)
        dr_text_printf(text, " %u", move->number);
    else if (move->kind == DR_MOVE_FINISH &&
             (int)move->number - 2 == DR_PICKED_DONE)
        dr_text_printf(text, " all");
    else if (move->kind == DR_MOVE_FINISH &&
             (int)move->number - 2 == DR_PICKED_SET)
        add_set(text, move->set);
    else if (move->kind == DR_MOVE_FINISH)
        dr_text_printf(text, " %d", (int)move->number - 2);
}

void dr_choice_text(struct dr_text *text, const struct dr_move *move,
                    const char *place, int alternatives)
{
    identity(text, move);
    if (!place)
        return;
    dr_text_printf(text, "  # rank %d, %s at %s", move->rank, move->call,
                   place);
    if (move->kind == DR_MOVE_TAKE || move->kind == DR_MOVE_SEE)
        dr_text_printf(text, ": from rank %d", move->sender);
    else if (move->kind == DR_MOVE_REFUSE)
        dr_text_printf(text, ": not yet");
    else if (move->kind == DR_MOVE_GIVE)
        dr_text_printf(text, ": the lock of rank %d", move->sender);
    else
        add_answer(text, move);
    dr_text_printf(text, ", one of %d", alternatives);
}

int dr_choice_find(const char *line, const struct dr_move *moves, int count)
{
    struct dr_text text = DR_TEXT_EMPTY;
    size_t length = strcspn(line, "#\n");
    int found = -1;

    while (length > 0 && line[length - 1] == ' ')
        length--;
    for (int i = 0; i < count && found < 0; i++) {
        dr_text_clear(&text);
        identity(&text, &moves[i]);
        if (text.length == length && !memcmp(text.data, line, length))
            found = i;
    }
    dr_text_end(&text);
    return found;
}

void dr_choices_add(struct dr_choices *choices, const char *line)
{
    if (choices->count == choices->room) {
        choices->room = choices->room ? 2 * choices->room : 16;
        choices->lines = dr_realloc(choices->lines, (size_t)choices->room *
                                                        sizeof *choices->lines);
    }
    choices->lines[choices->count] = DR_TEXT_EMPTY;
    dr_text_add(&choices->lines[choices->count++], line, strlen(line));
}

void dr_choices_end(struct dr_choices *choices)
{
    for (int i = 0; i < choices->count; i++)
        dr_text_end(&choices->lines[i]);
    free(choices->lines);
    *choices = (struct dr_choices){0};
}
