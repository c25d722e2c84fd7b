/*
 * memory_watch.c - what the compiler calls before an access to memory.
 *
 * See "gcc/sanitizer.def" and "gcc/tsan.cc" of GCC for the functions.
 */
#include "api/memory_watch.h"

/* A symbol for the linker: a program's reference gets the address of the
 * world's table (core/image_symbol.c). */
extern const char dr_guard_table[];
const char dr_guard_table[8] = "";

#define ACCESSES(bytes)                                                        \
    ACCESS(__tsan_read##bytes, bytes, false)                                   \
    ACCESS(__tsan_write##bytes, bytes, true)                                   \
    ACCESS(__tsan_unaligned_read##bytes, bytes, false)                         \
    ACCESS(__tsan_unaligned_write##bytes, bytes, true)                         \
    ACCESS(__tsan_volatile_read##bytes, bytes, false)                          \
    ACCESS(__tsan_volatile_write##bytes, bytes, true)                          \
    ACCESS(__tsan_unaligned_volatile_read##bytes, bytes, false)                \
    ACCESS(__tsan_unaligned_volatile_write##bytes, bytes, true)

#define ACCESS(name, bytes, writes)                                            \
    void name(const void *at);                                                 \
    void name(const void *at)                                                  \
    {                                                                          \
        dr_memory_watch(at, bytes, writes, __builtin_return_address(0));       \
    }

ACCESSES(1)
ACCESSES(2)
ACCESSES(4)
ACCESSES(8)
ACCESSES(16)
ACCESS(__tsan_vptr_read, sizeof(void *), false)

void __tsan_vptr_update(const void *at, const void *value);
void __tsan_vptr_update(const void *at, const void *value)
{
    (void)value;
    DR_WRITES(at, sizeof(void *));
}

void __tsan_read_range(const void *at, size_t bytes);
void __tsan_read_range(const void *at, size_t bytes)
{
    DR_READS(at, bytes);
}

void __tsan_write_range(const void *at, size_t bytes);
void __tsan_write_range(const void *at, size_t bytes)
{
    DR_WRITES(at, bytes);
}

/* Called by a constructor of every file that is compiled so. */
void __tsan_init(void);
void __tsan_init(void)
{
}

void __tsan_func_entry(const void *caller);
void __tsan_func_entry(const void *caller)
{
    (void)caller;
}

void __tsan_func_exit(void);
void __tsan_func_exit(void)
{
}
