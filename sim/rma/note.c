/*
 * note.c - control messages between the two ends of a path.
 */
#include "rma/note.h"

static void arrived(struct dr_parcel *parcel)
{
    struct dr_note *note = DR_CONTAINER(parcel, struct dr_note, parcel);
    struct dr_path *path = note->path;
    void (*read)(struct dr_path *) = note->read;

    dr_pool_give(&path->origin->window->notes, note);
    read(path);
}

static struct dr_parcel *write_note(struct dr_path *path, bool back,
                                    void (*read)(struct dr_path *path))
{
    struct dr_note *note = dr_pool_take(&path->origin->window->notes);
    struct dr_rank *origin = path->origin->owner, *target = path->target->owner;

    *note = (struct dr_note){.path = path,
                             .read = read,
                             .parcel = {.from = back ? target : origin,
                                        .to = back ? origin : target,
                                        .route = back ? path->back : path->out,
                                        .arrived = arrived}};
    return &note->parcel;
}

void dr_note_send(struct dr_path *path, void (*read)(struct dr_path *path))
{
    dr_parcel_send(write_note(path, false, read));
}

void dr_note_send_back(struct dr_path *path, void (*read)(struct dr_path *path))
{
    dr_parcel_send(write_note(path, true, read));
}

void dr_note_answer(struct dr_path *path, void (*read)(struct dr_path *path))
{
    dr_parcel_answer(write_note(path, true, read));
}
