/*
 * libc_heap.c - memory that is freed: is it MPI's at the moment?
 *
 * What pending operations own is reported where the program frees it, and kept
 * until they are over (core/claims.h); so is memory of windows (rma/lent.h);
 * the buffer of MPI_Buffer_attach is
 * reported only, since nothing is stored there.
 */
#include "api/libc_heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "api/libc.h"
#include "core/claims.h"
#include "net/net.h"
#include "p2p/engine.h"
#include "rma/lent.h"

/* C++: operator delete and delete[]. */
void _ZdlPv(void *block);
void _ZdaPv(void *block);

enum {
    CALLERS_MOST = 16
};

/* What the program does to memory, and how it would be done. */
struct freeing {
    struct dr_access access;
    void (*give)(void *block);
    const void *frame; /* of code that may be the compiler's: C++; or NULL */
};

/* Of the compiler's headers the caller is told of: ~vector() means where it
 * goes out of scope. */
static void find_site(struct freeing *freeing)
{
    const void *callers[CALLERS_MOST];
    struct dr_place place;
    size_t count = 0;

    if (freeing->frame)
        count = dr_image_callers(dr_world->image, freeing->frame,
                                 dr_world->self->process.way_out, callers,
                                 CALLERS_MOST);
    for (size_t i = 0; i < count; i++) {
        if (dr_image_find(dr_world->image, (const char *)callers[i] - 1,
                          &place) &&
            place.file && strncmp(place.file, "/usr/", 5) != 0) {
            freeing->access.site = callers[i];
            return;
        }
    }
}

static bool is_attached(const struct dr_port *port, struct dr_reach bytes)
{
    struct dr_reach attached = {(uintptr_t)port->buffer,
                                (uintptr_t)port->buffer + port->buffer_size};

    return port->buffer && dr_reach_meets(attached, bytes);
}

static void tell_of_attached(const struct dr_access *access)
{
    struct dr_rank *rank = dr_world->self;
    struct dr_related related = {rank->id, rank->port->buffer_call,
                                 rank->port->buffer_site};

    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_BUFFER_IN_USE,
            .severity = DR_ERROR,
            .time_s = dr_net_now(),
            .rank = rank->id,
            .call = access->frees,
            .site = access->site,
            .message = "frees the buffer that is attached for buffered sends",
            .advice = "call MPI_Buffer_detach before, which waits for what is "
                      "in it",
            .related = &related,
            .nrelated = 1});
}

/* Then it has been told, and kept. */
static bool is_in_use(struct freeing freeing)
{
    const struct dr_rank *rank = dr_world->self;
    struct dr_claim *claim = NULL;
    const struct dr_loan *loan = NULL;
    bool attached = is_attached(rank->port, freeing.access.bytes);

    if (rank->phase != DR_INSIDE)
        return false;
    if (rank->claims.read || rank->claims.written)
        claim = dr_claims_on(freeing.access.bytes);
    if (rank->lent && !claim)
        loan = dr_lent_in(freeing.access.bytes);
    if (!claim && !attached && !loan)
        return false;
    find_site(&freeing);
    if (attached)
        tell_of_attached(&freeing.access);
    if (claim)
        dr_claims_keep(claim, &freeing.access, freeing.give);
    else if (loan)
        dr_lent_keep(loan, &freeing.access, freeing.give);
    return claim || loan;
}

/* A block is as large as its allocator says. */
static bool block_is_in_use(void *block, const char *function, const void *site,
                            const void *frame, void (*give)(void *block))
{
    uintptr_t low = (uintptr_t)block;

    return block && dr_running() &&
           is_in_use((struct freeing){
               .access = {{low, low + malloc_usable_size(block)},
                          true,
                          site,
                          function},
               .give = give,
               .frame = frame});
}

bool dr_heap_frees(void *block, const char *function, const void *site)
{
    return block_is_in_use(block, function, site, NULL, free);
}

DR_WRAP(void, free, (void *block))
{
    if (!dr_heap_frees(block, "free", __builtin_return_address(0)))
        free(block);
}

/* By the program's own frames, which begin with the wrapper's caller. */
#define DELETE(name, block, give)                                              \
    do {                                                                       \
        if (!block_is_in_use(block, name, __builtin_return_address(0),         \
                             __builtin_frame_address(0), give))                \
            give(block);                                                       \
    } while (0)

DR_WRAP(void, _ZdlPv, (void *block))
{
    DELETE("delete", block, _ZdlPv);
}

DR_WRAP(void, _ZdlPvm, (void *block, size_t bytes))
{
    (void)bytes;
    DELETE("delete", block, _ZdlPv);
}

DR_WRAP(void, _ZdaPv, (void *block))
{
    DELETE("delete[]", block, _ZdaPv);
}

DR_WRAP(void, _ZdaPvm, (void *block, size_t bytes))
{
    (void)bytes;
    DELETE("delete[]", block, _ZdaPv);
}

/* The block may move, and does if it is in use. */
static void *resize(void *block, size_t bytes, const void *site)
{
    size_t before = block ? malloc_usable_size(block) : 0;
    void *moved;

    if (!dr_heap_frees(block, "realloc", site))
        return realloc(block, bytes);
    moved = malloc(bytes);
    if (moved)
        memcpy(moved, block, before < bytes ? before : bytes);
    return moved;
}

DR_WRAP(void *, realloc, (void *block, size_t bytes))
{
    return resize(block, bytes, __builtin_return_address(0));
}

DR_WRAP(void *, reallocarray, (void *block, size_t count, size_t size))
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return resize(block, bytes, __builtin_return_address(0));
}

/* The pages stay: this process would end if a message came. */
static void leave_mapped(void *block)
{
    (void)block;
}

DR_WRAP(int, munmap, (void *start, size_t bytes))
{
    uintptr_t low = (uintptr_t)start;

    if (bytes > 0 && low + bytes > low && dr_running() &&
        is_in_use((struct freeing){.access = {{low, low + bytes},
                                              true,
                                              __builtin_return_address(0),
                                              "munmap"},
                                   .give = leave_mapped}))
        return 0;
    return munmap(start, bytes);
}
