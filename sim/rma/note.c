/*
 * note.c - control messages between the two ends of a bond.
 */
#include "rma/note.h"

#include "rma/epoch.h"

static void arrived(struct dr_parcel *parcel)
{
    struct dr_note *note = DR_CONTAINER(parcel, struct dr_note, parcel);
    struct dr_bond *bond = note->bond;
    void (*read)(struct dr_bond *) = note->read;

    dr_pool_give(&bond->origin->window->notes, note);
    read(bond);
}

enum way {
    OUT,
    BACK,
    ANSWER
};

/* Those of locks say when something happens, and nothing else. */
static struct dr_parcel *write_note(struct dr_bond *bond, enum way way,
                                    struct dr_origin by,
                                    void (*read)(struct dr_bond *bond))
{
    struct dr_note *note = dr_pool_take(&bond->origin->window->notes);
    struct dr_rank *origin = bond->origin->owner, *target = bond->target->owner;

    bool back = way != OUT;

    *note = (struct dr_note){
        .bond = bond,
        .read = read,
        .parcel = {.from = back ? target : origin,
                   .to = back ? origin : target,
                   .route = back ? bond->back : bond->out,
                   .looks = way != BACK && dr_epoch_passive(bond->access),
                   .facts = {.send_call = by.call, .send_site = by.site},
                   .arrived = arrived}};
    return &note->parcel;
}

void dr_note_send(struct dr_bond *bond, void (*read)(struct dr_bond *bond))
{
    bond->asks = dr_win_caller();
    dr_parcel_send(write_note(bond, OUT, bond->asks, read));
}

void dr_note_ask(struct dr_bond *bond, void (*read)(struct dr_bond *bond))
{
    struct dr_parcel *parcel;

    bond->asks = dr_win_caller();
    parcel = write_note(bond, OUT, bond->asks, read);
    parcel->asks = true;
    dr_parcel_send(parcel);
}

void dr_note_send_back(struct dr_bond *bond, void (*read)(struct dr_bond *bond))
{
    dr_parcel_send(write_note(bond, BACK, dr_win_caller(), read));
}

void dr_note_answer(struct dr_bond *bond, void (*read)(struct dr_bond *bond))
{
    dr_parcel_answer(write_note(bond, ANSWER, bond->asks, read));
}
