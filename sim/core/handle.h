/*
 * handle.h - the numbers behind MPI_Comm, MPI_Request and their like.
 *
 * A handle made at run time is a number, never a pointer: kind, index into the
 * rank's table, and the generation of that entry.  A freed, foreign or garbage
 * handle is therefore recognised without touching memory it names.
 *
 *     bit 62       always 1: larger than every predefined handle
 *     bits 56-59   kind
 *     bits 48-55   the rank that made it, modulo 256: handles are no messages
 *     bits 24-47   generation of the entry, so that a freed handle is known
 *     bits 0-23    index of the entry
 *
 * Predefined handles are the small integers of the MPI 5.0 ABI; they are not
 * in the table.
 */
#ifndef DR_CORE_HANDLE_H
#define DR_CORE_HANDLE_H

#include <stdint.h>

enum dr_kind {
    DR_KIND_NONE, /* a free entry */
    DR_KIND_COMM,
    DR_KIND_GROUP,
    DR_KIND_DATATYPE,
    DR_KIND_OP,
    DR_KIND_REQUEST,
    DR_KIND_ERRHANDLER,
    DR_KIND_INFO,
    DR_KIND_MESSAGE,
    DR_KIND_KEYVAL,
    DR_KIND_SESSION, /* of the tool interface */
    DR_KIND_WIN,
    DR_KIND_FILE,
};

struct dr_entry {
    void *object;     /* NULL in a free entry */
    const char *call; /* that made it, and where; NULL: none did */
    const void *site;
    const char *end_call; /* that freed it, or its predecessor, and where */
    const void *end_site;
    uint32_t generation; /* of the handle that is valid now, and its rank */
    uint32_t kind;       /* in a free entry: DR_KIND_NONE */
    uint32_t next_free;
};

/* One per rank.  Freed entries are used again oldest first, and not before a
 * few are free, so that one knows for a while who freed a handle. */
struct dr_handles {
    struct dr_entry *entries;
    uint32_t owner; /* the rank, modulo 256, above the bits of a generation */
    uint32_t count, room, nfree;
    uint32_t free_head, free_tail; /* UINT32_MAX: none */
    uint32_t live[16];             /* objects alive, by kind */
};

void dr_handles_init(struct dr_handles *table, int rank);
void dr_handles_end(struct dr_handles *table);

/* A new handle for `object`; the table does not own the object. */
uintptr_t dr_handle_new(struct dr_handles *table, enum dr_kind kind,
                        void *object);

/* Forget a valid handle. */
void dr_handle_free(struct dr_handles *table, uintptr_t handle);

/* What becomes clear of a handle that is not what was asked for. */
enum dr_handle_state {
    DR_HANDLE_UNKNOWN, /* never given out here */
    DR_HANDLE_LIVE,    /* of the kind it says */
    DR_HANDLE_FREED,
    DR_HANDLE_FOREIGN, /* another rank's */
};

struct dr_handle_story {
    enum dr_handle_state state;
    enum dr_kind kind; /* unless unknown */
    /* Who made it and who freed it; NULL: no longer known, or nobody did. */
    const char *call, *end_call;
    const void *site, *end_site;
};

/* Look it up, whatever it is; nothing that it might point to is touched. */
struct dr_handle_story dr_handle_look(const struct dr_handles *table,
                                      uintptr_t handle);

/* The 31-bit form for MPI_Xxx_c2f, and back (0 if no live object has it).
 * Predefined handles keep their value. */
int dr_handle_to_int(uintptr_t handle);
uintptr_t dr_handle_from_int(const struct dr_handles *table, enum dr_kind kind,
                             int number);

/* The object of a live handle of this kind, or NULL. */
static inline void *dr_handle_get(const struct dr_handles *table,
                                  enum dr_kind kind, uintptr_t handle)
{
    uint32_t index = (uint32_t)(handle & 0xffffff);
    const struct dr_entry *entry;

    if ((handle >> 56) != (0x40u | (unsigned)kind) || index >= table->count)
        return 0;
    entry = &table->entries[index];
    if (entry->generation != (uint32_t)(handle >> 24) ||
        entry->kind != (uint32_t)kind)
        return 0;
    return entry->object;
}

#endif
