/*
 * choice.h - the decisions of one schedule, as data and as text.
 *
 * A choice is a move that had alternatives.  In text it is one line:
 *
 *     take RANK RECEIVE SOURCE MESSAGE
 *     see RANK QUESTION SOURCE MESSAGE
 *     finish RANK QUESTION ANSWER
 *     refuse RANK QUESTION
 *     give RANK LOCK REQUEST
 *
 * RECEIVE counts the rank's receives as posted, QUESTION what it was asked
 * before, MESSAGE the messages from that source, LOCK the locks as first asked
 * for, REQUEST those of the rank for this one; ANSWER is a request's
 * position, several as 0+2, or "all".  Behind # stands what a person wants to
 * know.
 */
#ifndef DR_EXPLORE_CHOICE_H
#define DR_EXPLORE_CHOICE_H

#include <stdbool.h>

#include "base/text.h"
#include "p2p/moves.h"

/* The moves to choose from when no alternative may be lost: growing lists. */
struct dr_choices {
    struct dr_text *lines; /* without newline */
    int count, room;
};

/* Is it the same decision? */
bool dr_move_equal(const struct dr_move *a, const struct dr_move *b);

/* Append the line of a move, comment included if `place` is not NULL. */
void dr_choice_text(struct dr_text *text, const struct dr_move *move,
                    const char *place, int alternatives);

/* The index of the move that a line names, -1 if it is not among them. */
int dr_choice_find(const char *line, const struct dr_move *moves, int count);

void dr_choices_add(struct dr_choices *choices, const char *line);
void dr_choices_end(struct dr_choices *choices);

#endif
