/*
 * memory_atomic.c - atomic operations of programs compiled by
 * drycc -fdryrun-memory.
 *
 * The compiler does not tell of them, it leaves them to us.  The order asked
 * for does not matter: all are sequentially consistent.
 */
#include <stdint.h>

#include "api/memory_watch.h"

#define ORDER __ATOMIC_SEQ_CST

#define LOAD_STORE(bits, type)                                                 \
    type __tsan_atomic##bits##_load(const volatile type *at, int order);       \
    type __tsan_atomic##bits##_load(const volatile type *at, int order)        \
    {                                                                          \
        (void)order;                                                           \
        DR_READS(at, sizeof *at);                                              \
        return __atomic_load_n(at, ORDER);                                     \
    }                                                                          \
    void __tsan_atomic##bits##_store(volatile type *at, type value,            \
                                     int order);                               \
    void __tsan_atomic##bits##_store(volatile type *at, type value, int order) \
    {                                                                          \
        (void)order;                                                           \
        DR_WRITES(at, sizeof *at);                                             \
        __atomic_store_n(at, value, ORDER);                                    \
    }

#define CHANGE(bits, type, name, builtin)                                      \
    type __tsan_atomic##bits##_##name(volatile type *at, type value,           \
                                      int order);                              \
    type __tsan_atomic##bits##_##name(volatile type *at, type value,           \
                                      int order)                               \
    {                                                                          \
        (void)order;                                                           \
        DR_WRITES(at, sizeof *at);                                             \
        return builtin(at, value, ORDER);                                      \
    }

#define COMPARE(bits, type, strength)                                          \
    int __tsan_atomic##bits##_compare_exchange_##strength(                     \
        volatile type *at, type *expected, type value, int order,              \
        int otherwise);                                                        \
    int __tsan_atomic##bits##_compare_exchange_##strength(                     \
        volatile type *at, type *expected, type value, int order,              \
        int otherwise)                                                         \
    {                                                                          \
        (void)order, (void)otherwise;                                          \
        DR_WRITES(at, sizeof *at);                                             \
        return __atomic_compare_exchange_n(at, expected, value, 0, ORDER,      \
                                           ORDER);                             \
    }

#define ATOMICS(bits, type)                                                    \
    LOAD_STORE(bits, type)                                                     \
    CHANGE(bits, type, exchange, __atomic_exchange_n)                          \
    CHANGE(bits, type, fetch_add, __atomic_fetch_add)                          \
    CHANGE(bits, type, fetch_sub, __atomic_fetch_sub)                          \
    CHANGE(bits, type, fetch_and, __atomic_fetch_and)                          \
    CHANGE(bits, type, fetch_or, __atomic_fetch_or)                            \
    CHANGE(bits, type, fetch_xor, __atomic_fetch_xor)                          \
    CHANGE(bits, type, fetch_nand, __atomic_fetch_nand)                        \
    COMPARE(bits, type, strong)                                                \
    COMPARE(bits, type, weak)

ATOMICS(8, uint8_t)
ATOMICS(16, uint16_t)
ATOMICS(32, uint32_t)
ATOMICS(64, uint64_t)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
    (void)order;
    __atomic_thread_fence(ORDER);
}

void __tsan_atomic_signal_fence(int order);
void __tsan_atomic_signal_fence(int order)
{
    (void)order;
    __atomic_signal_fence(ORDER);
}
