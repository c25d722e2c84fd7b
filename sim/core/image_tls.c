/*
 * image_tls.c - thread-local variables of a copy.
 *
 * The rank itself uses the block in its copy.  Threads that a rank starts
 * (OpenMP's, for example) get blocks of their own when they first ask.  They
 * are found through a list that only grows; the block of a thread that ended
 * is used again.
 *
 * Code of the general dynamic model, which drycc chooses, comes here for every
 * access; code of other models always finds the rank's block.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "core/image_layout.h"

/* A block of another thread. */
struct thread_block {
    struct thread_block *next;
    _Atomic uint64_t owner; /* thread pointer; 0: free */
    char *bytes;
};

/* What stands right before the block in a copy. */
struct dr_tls_header {
    uint64_t owner; /* the thread that all ranks live in */
    const char *initial;
    size_t filled, size, align;
    _Atomic(struct thread_block *) others;
};

/* libc's: call a function when the calling thread ends. */
int __cxa_thread_atexit_impl(void (*function)(void *), void *argument,
                             void *module);

uint64_t dr_tls_thread(void)
{
    uint64_t value;

    __asm__("mov %%fs:0, %0" : "=r"(value));
    return value;
}

size_t dr_tls_room(void)
{
    return sizeof(struct dr_tls_header);
}

static void fill(char *bytes, const struct dr_tls_header *header)
{
    memcpy(bytes, header->initial, header->filled);
    memset(bytes + header->filled, 0, header->size - header->filled);
}

void dr_tls_begin(char *block, const Elf64_Phdr *tls, const char *initial)
{
    struct dr_tls_header *header = (struct dr_tls_header *)block - 1;

    header->owner = dr_tls_thread();
    header->initial = initial;
    header->filled = tls->p_filesz;
    header->size = tls->p_memsz;
    header->align = tls->p_align > 16 ? tls->p_align : 16;
    memcpy(block, initial, tls->p_filesz);
}

void dr_tls_end(char *block)
{
    struct dr_tls_header *header = (struct dr_tls_header *)block - 1;
    struct thread_block *it = header->others;

    while (it) {
        struct thread_block *next = it->next;

        free(it->bytes);
        free(it);
        it = next;
    }
}

/* The thread ended: another one may have its block. */
static void release(void *block)
{
    ((struct thread_block *)block)->owner = 0;
}

static struct thread_block *add_block(struct dr_tls_header *header,
                                      uint64_t owner)
{
    struct thread_block *block = dr_zalloc(1, sizeof *block);
    size_t size = (header->size + header->align - 1) & -header->align;

    block->owner = owner;
    block->bytes = aligned_alloc(header->align, size);
    if (!block->bytes)
        abort();
    block->next = header->others;
    while (!atomic_compare_exchange_weak(&header->others, &block->next, block))
        ;
    return block;
}

/* The block of a thread that is not the rank's. */
static char *block_of(struct dr_tls_header *header, uint64_t owner)
{
    struct thread_block *it, *found = NULL;

    for (it = header->others; it; it = it->next) {
        if (it->owner == owner)
            return it->bytes;
    }
    for (it = header->others; it && !found; it = it->next) {
        uint64_t nobody = 0;

        if (atomic_compare_exchange_strong(&it->owner, &nobody, owner))
            found = it;
    }
    if (!found)
        found = add_block(header, owner);
    fill(found->bytes, header);
    /* Any address of this library says whose function it is. */
    __cxa_thread_atexit_impl(release, found, (void *)(uintptr_t)release);
    return found->bytes;
}

void *dr_tls_address(const size_t *descriptor)
{
    char *block = (char *)(descriptor[0] - DR_TLS_OWN);
    struct dr_tls_header *header = (struct dr_tls_header *)block - 1;
    uint64_t thread = dr_tls_thread();

    if (!(descriptor[0] & DR_TLS_OWN))
        return (char *)descriptor[0] + descriptor[1];
    if (thread != header->owner)
        block = block_of(header, thread);
    return block + descriptor[1];
}
