/*
 * stack.h - telling AddressSanitizer which stack runs.
 *
 * It knows the stack of the thread only, and takes longjmp() or an exception
 * on the stack of a rank for one on the wrong stack: it warns, forgets to
 * clear what it marked in abandoned frames, and reports errors there later.
 * SimGrid can tell it, but Debian's is not built so.  We do it ourselves,
 * where a rank begins, around every call that lets another run, and where the
 * engine comes to us.  Without AddressSanitizer all of this is nothing.
 */
#ifndef DR_NET_STACK_H
#define DR_NET_STACK_H

#include <stddef.h>
#include <stdint.h>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif

struct dr_stack {
    const void *bottom; /* lowest address */
    size_t size;
};

/* The stack that `frame`, a frame near its top, stands in. */
static inline struct dr_stack dr_stack_around(const void *frame, size_t size)
{
    const uintptr_t page = 4096;
    const char *top = (const char *)frame + (-(uintptr_t)frame & (page - 1));
    struct dr_stack stack = {top - size, size};

    return stack;
}

/* `to` runs now; returns what ran before. */
static inline struct dr_stack dr_stack_switch(struct dr_stack to)
{
    struct dr_stack from = to;

#ifdef __SANITIZE_ADDRESS__
    void *fake;

    __sanitizer_start_switch_fiber(&fake, to.bottom, to.size);
    __sanitizer_finish_switch_fiber(fake, &from.bottom, &from.size);
#endif
    return from;
}

#endif
