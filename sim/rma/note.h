/*
 * note.h - control messages between the two ends of a bond.
 */
#ifndef DR_RMA_NOTE_H
#define DR_RMA_NOTE_H

#include "rma/window.h"

struct dr_note {
    struct dr_parcel parcel;
    struct dr_bond *bond;
    void (*read)(struct dr_bond *bond);
};

/* The origin's call tells the target, and the other way round; `read` runs
 * when the note is there. */
void dr_note_send(struct dr_bond *bond, void (*read)(struct dr_bond *bond));
void dr_note_send_back(struct dr_bond *bond,
                       void (*read)(struct dr_bond *bond));

/* The origin asks for something, which tells nothing of what it did before. */
void dr_note_ask(struct dr_bond *bond, void (*read)(struct dr_bond *bond));

/* The target answers, at no cost to its processor. */
void dr_note_answer(struct dr_bond *bond, void (*read)(struct dr_bond *bond));

#endif
