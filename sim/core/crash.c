/*
 * crash.c - what happens when a signal ends the run.
 *
 * The program is compiled with frame pointers, other libraries are not: the
 * way from a fault in libc to the program's call is found by libgcc's
 * unwinder, or if that fails by looking for return addresses on the stack.
 */
#include "core/crash.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <ucontext.h>
#include <unistd.h>
#include <unwind.h>

#include "base/memory.h"
#include "core/world.h"

enum {
    STACK = 1024 * 1024,  /* for reports: libdw likes large frames */
    GUARD = 64 * 1024,    /* how far from the stack pointer an overflow is */
    SEARCH = 1024 * 1024, /* bytes of stack to search for a caller */
    REPORT_SECONDS = 10,
};

/* How glibc keeps what it last said before it called abort(). */
struct abort_message {
    unsigned size;
    char text[];
};

struct dr_watch {
    dr_crash_fn *report;
    struct abort_message *const *aborts; /* NULL: another C library */
    struct dr_crash crash;               /* being reported */
    char heap[64]; /* the library takes its text back when it aborts again */
    volatile sig_atomic_t interrupted;
    volatile sig_atomic_t reporting; /* a report was begun */
    volatile sig_atomic_t searching; /* a fault means to go to `retreat` */
    sigjmp_buf retreat;
};

/* The registers of interest at the moment of the signal. */
struct moment {
    uintptr_t instruction, stack, frame;
};

static struct moment moment_of(const void *context)
{
    const greg_t *registers = ((const ucontext_t *)context)->uc_mcontext.gregs;

    return (struct moment){(uintptr_t)registers[REG_RIP],
                           (uintptr_t)registers[REG_RSP],
                           (uintptr_t)registers[REG_RBP]};
}

/* Is it code of the program? */
static bool is_own(uintptr_t address)
{
    return dr_image_owns(dr_world->image, (const void *)address);
}

/* Unwinder: stop at the first frame of the program. */
static _Unwind_Reason_Code look_at(struct _Unwind_Context *context, void *found)
{
    int before = 0;
    uintptr_t at = _Unwind_GetIPInfo(context, &before);

    /* A return address is behind the call. */
    at -= !before;
    if (at == 0 || !is_own(at))
        return _URC_NO_REASON;
    *(uintptr_t *)found = at;
    return _URC_END_OF_STACK;
}

/* The first word of the stack that may be a return address of the program.
 * Nothing tells it from a value left behind, but as a last resort it helps. */
__attribute__((no_sanitize_address)) static uintptr_t
search_stack(const struct moment *moment)
{
    uintptr_t end = (uintptr_t)dr_world->self->process.way_out;

    for (uintptr_t at = moment->stack;
         at + 8 <= end && at - moment->stack < SEARCH; at += 8) {
        uintptr_t word = *(const uintptr_t *)at;

        if (word > 0 && is_own(word - 1))
            return word - 1;
    }
    return 0;
}

/* The program's part in it, or 0.  May fault. */
__attribute__((no_sanitize_address)) static uintptr_t
find_site(const struct moment *moment)
{
    uintptr_t found = 0, caller;

    if (is_own(moment->instruction))
        return moment->instruction;
    /* A call through a wild pointer has just pushed where it came from. */
    caller = *(const uintptr_t *)moment->stack;
    if (caller > 0 && is_own(caller - 1))
        return caller - 1;
    _Unwind_Backtrace(look_at, &found);
    return found || !dr_world->self ? found : search_stack(moment);
}

/* The same, safe from faults. */
static const void *search(struct dr_watch *watch, const struct moment *moment)
{
    volatile uintptr_t found = 0;

    if (!dr_world->image)
        return NULL;
    watch->searching = 1;
    if (sigsetjmp(watch->retreat, 1) == 0)
        found = find_site(moment);
    watch->searching = 0;
    return (const void *)found;
}

/* An access near the stack pointer, or inside the frame it has just made,
 * faults only where the stack ends. */
static bool hit_stack_end(uintptr_t address, const struct moment *moment)
{
    if (address + GUARD < moment->stack)
        return false;
    return address < moment->stack + GUARD ||
           (moment->frame > moment->stack && address < moment->frame);
}

/* Was abort() called because the heap is not as it should be? */
static const char *heap_message(struct dr_watch *watch)
{
    static const char *const beginnings[] = {
        "malloc",       "free()",       "realloc",   "double free",
        "munmap_chunk", "mremap_chunk", "corrupted", "invalid next size"};
    const struct abort_message *message = watch->aborts ? *watch->aborts : NULL;

    if (!message)
        return NULL;
    snprintf(watch->heap, sizeof watch->heap, "%.*s",
             (int)strcspn(message->text, "\n"), message->text);
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(watch->heap, beginnings[i], strlen(beginnings[i])) == 0)
            return watch->heap;
    return NULL;
}

static struct dr_crash describe(struct dr_watch *watch, int signal,
                                const siginfo_t *info, const void *context)
{
    struct moment moment = moment_of(context);
    struct dr_crash crash = {.signal = signal, .rank = -1};
    struct dr_rank *self = dr_world->self;
    bool by_address = signal == SIGSEGV || signal == SIGBUS;

    if (self)
        crash.rank = self->id;
    /* The kernel knows no address if it is not a possible one. */
    if (by_address && info->si_code > 0 && info->si_code != SI_KERNEL) {
        crash.has_address = true;
        crash.address = info->si_addr;
        crash.stack_overflow =
            self && hit_stack_end((uintptr_t)info->si_addr, &moment);
    }
    if (signal == SIGABRT && self && self->process.abort_site)
        crash.site = (const char *)self->process.abort_site - 1;
    else
        crash.site = search(watch, &moment);
    if (signal == SIGABRT && !(self && self->process.abort_site))
        crash.heap = heap_message(watch);
    return crash;
}

/* The end without a report: nothing can be relied on any more. */
_Noreturn static void give_up(int signal)
{
    const struct dr_watch *watch = dr_world ? dr_world->watch : NULL;
    const struct dr_crash *crash = watch ? &watch->crash : NULL;
    bool wanted = watch && watch->interrupted;
    char line[256];
    int length;

    if (crash && crash->heap)
        length = snprintf(line, sizeof line,
                          "dryrun: error: crash: rank %d: %s: the heap, which "
                          "all ranks share, is damaged, so that nothing more "
                          "can be told: some rank wrote past the end of a "
                          "block, or freed it twice\n",
                          crash->rank, crash->heap);
    else
        length =
            snprintf(line, sizeof line,
                     "dryrun: signal %d while reporting another\n", signal);
    if (write(2, line, (size_t)length) < 0)
        length = 0;
    _exit(wanted ? DR_EXIT_INTERRUPT : DR_EXIT_CRASH);
}

static void set_timer(time_t seconds, suseconds_t microseconds)
{
    struct itimerval timer = {.it_value = {seconds, microseconds}};

    setitimer(ITIMER_REAL, &timer, NULL);
}

static void crashed(int signal, siginfo_t *info, void *context)
{
    struct dr_watch *watch = dr_world ? dr_world->watch : NULL;

    if (watch && watch->searching && signal != SIGALRM)
        siglongjmp(watch->retreat, 1);
    if (!watch || watch->reporting)
        give_up(signal);
    watch->reporting = 1;
    set_timer(REPORT_SECONDS, 0);
    watch->crash = describe(watch, signal, info, context);
    watch->report(&watch->crash);
    give_up(signal);
}

/* SIGINT, SIGTERM, and SIGALRM half a second after them. */
static void interrupted(int signal, siginfo_t *info, void *context)
{
    struct dr_watch *watch = dr_world ? dr_world->watch : NULL;

    if (!watch)
        _exit(DR_EXIT_INTERRUPT);
    if (watch->reporting) {
        if (signal == SIGALRM)
            give_up(signal);
        return;
    }
    if (watch->interrupted) {
        crashed(watch->interrupted, info, context);
    } else if (signal != SIGALRM) {
        watch->interrupted = signal;
        set_timer(0, 500000);
    }
}

static void catch (int signal, void handler(int, siginfo_t *, void *))
{
    struct sigaction action = {.sa_sigaction = handler}, old;

    /* A crash in the report must arrive although its signal is in hand. */
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER | SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, NULL, &old);
    if (handler == crashed || old.sa_handler != SIG_IGN)
        sigaction(signal, &action, NULL);
}

struct dr_watch *dr_crash_install(dr_crash_fn *report)
{
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct dr_watch *watch = dr_zalloc(1, sizeof *watch);
    stack_t stack = {.ss_size = STACK};

    stack.ss_sp = mmap(NULL, STACK, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (stack.ss_sp != MAP_FAILED)
        sigaltstack(&stack, NULL);
    watch->report = report;
    watch->aborts = dlsym(RTLD_DEFAULT, "__abort_msg");
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++)
        catch (crashes[i], crashed);
    catch (SIGINT, interrupted);
    catch (SIGTERM, interrupted);
    catch (SIGALRM, interrupted);
    return watch;
}

int dr_crash_interrupted(const struct dr_watch *watch)
{
    return watch->interrupted;
}

bool dr_crash_try(struct dr_watch *watch, void (*act)(void *), void *self)
{
    volatile bool done = false;

    /* Handlers mask nothing, so there is no mask to restore. */
    watch->searching = 1;
    if (sigsetjmp(watch->retreat, 0) == 0) {
        act(self);
        done = true;
    }
    watch->searching = 0;
    return done;
}
