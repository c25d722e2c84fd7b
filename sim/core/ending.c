/*
 * ending.c - how ranks and runs end, and what is said of it.
 */
#include "core/ending.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "core/request.h"
#include "core/suppress.h"
#include "net/net.h"

static void note(enum dr_finding_kind kind, enum dr_severity severity, int rank,
                 const void *site, const char *sentence)
{
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = kind,
                                        .severity = severity,
                                        .time_s = dr_net_now(),
                                        .rank = rank,
                                        .site = site,
                                        .message = sentence});
}

/* A process that ends without MPI_Finalize makes mpirun kill the job. */
void dr_ending_of_rank(const struct dr_rank *rank)
{
    const struct dr_process *process = &rank->process;
    bool returned = process->ending == DR_RETURNED;
    char sentence[128];

    if (rank->phase != DR_INSIDE)
        return;
    if (returned)
        snprintf(sentence, sizeof sentence,
                 "returned from main without MPI_Finalize");
    else
        snprintf(sentence, sizeof sentence, "called %s(%d) before MPI_Finalize",
                 process->ending == DR_EXITED ? "exit" : "_exit",
                 process->status);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = DR_FOUND_MISSING_FINALIZE,
                            .severity = DR_ERROR,
                            .time_s = dr_net_now(),
                            .rank = rank->id,
                            .site = process->exit_site,
                            .landmark = returned ? "main begins" : NULL,
                            .message = sentence});
}

/* Some never called MPI_Init: the whole program, or these ranks only. */
static void check_beginnings(const struct dr_world *world)
{
    int without = 0, first = -1;
    char sentence[128];

    for (int i = 0; i < world->nranks; i++) {
        if (world->ranks[i].phase != DR_BEFORE_INIT)
            continue;
        without++;
        if (first < 0)
            first = i;
    }
    if (without == 0)
        return;
    if (without == world->nranks)
        snprintf(sentence, sizeof sentence,
                 "the program never called MPI_Init: it ran %d time%s, each "
                 "on its own",
                 without, dr_text_s(without));
    else
        snprintf(sentence, sizeof sentence,
                 "%d of %d ranks never called MPI_Init, the first is rank %d",
                 without, world->nranks, first);
    note(DR_FOUND_CALL_OUTSIDE_MPI, DR_WARNING, -1, NULL, sentence);
}

/* Is there a finding for which the run is to fail? */
static bool is_misused(const struct dr_world *world)
{
    enum dr_fail_on fail_on = world->config.fail_on;

    for (size_t i = 0; i < world->findings.count; i++) {
        const struct dr_finding *it = &world->findings.items[i];

        if (!it->suppressed &&
            ((fail_on == DR_FAIL_ON_WARNING && it->severity >= DR_WARNING) ||
             (fail_on == DR_FAIL_ON_ERROR && it->severity == DR_ERROR)))
            return true;
    }
    return false;
}

_Noreturn void dr_ending_of_run(void)
{
    struct dr_world *world = dr_world;
    bool misused;
    int status = 0;

    check_beginnings(world);
    dr_suppress(world->config.suppressions, &world->findings);
    misused = is_misused(world);
    for (int i = 0; i < world->nranks; i++) {
        if (world->ranks[i].process.status > status)
            status = world->ranks[i].process.status;
    }
    if (status == 0 && misused)
        status = DR_EXIT_MISUSE;
    dr_world_stop(misused ? DR_VERDICT_ERROR : DR_VERDICT_OK, status);
}

/* Addresses differ between runs, but those near NULL tell something. */
static void describe(const struct dr_crash *crash, struct dr_text *text)
{
    const uintptr_t near_null = 4096;

    if (crash->rank < 0)
        dr_text_printf(text, "the simulator, outside any rank: ");
    if (crash->stack_overflow)
        dr_text_printf(text, "stack overflow (see --stack-size)");
    else if (crash->heap)
        dr_text_printf(text,
                       "%s: the heap, which all ranks share, is damaged: "
                       "some rank wrote past the end of a block, or freed it "
                       "twice",
                       crash->heap);
    else if (crash->signal == SIGABRT)
        dr_text_printf(text, "called abort()");
    else
        dr_text_printf(text, "%s (SIG%s)", strsignal(crash->signal),
                       sigabbrev_np(crash->signal));
    if (!crash->stack_overflow && crash->has_address &&
        (uintptr_t)crash->address < near_null)
        dr_text_printf(text, " at address %lu, as through a NULL pointer",
                       (unsigned long)(uintptr_t)crash->address);
}

/* `rank` is the one that was running, -1: none. */
_Noreturn static void interrupt(int signal, int rank, const void *site)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "interrupted by SIG%s", sigabbrev_np(signal));
    if (rank >= 0)
        dr_text_printf(&text, " while it was running");
    note(DR_FOUND_ABORT, DR_ERROR, rank, site, dr_text_string(&text));
    dr_world_stop(DR_VERDICT_ABORT,
                  signal == SIGINT ? DR_EXIT_INTERRUPT : DR_EXIT_TERMINATED);
}

/* The program took back or never had memory that it gave to an operation. */
_Noreturn static void end_by_buffer(const struct dr_request *request,
                                    const struct dr_crash *crash)
{
    struct dr_text text = DR_TEXT_EMPTY;
    int rank = request->owner->id;

    dr_text_printf(
        &text,
        "the buffer that rank %d gave to %s, or that of its partner, "
        "is not there any more: SIG%s while the message was "
        "delivered",
        rank, request->call ? request->call : "a collective",
        sigabbrev_np(crash->signal));
    note(DR_FOUND_CRASH, DR_ERROR, rank, request->site, dr_text_string(&text));
    dr_world_stop(DR_VERDICT_CRASH, DR_EXIT_CRASH);
}

void dr_ending_by_signal(const struct dr_crash *crash)
{
    struct dr_text text = DR_TEXT_EMPTY;
    const char *from, *to;
    /* dr_call_place() wants a return address, which is one further. */
    const void *site = crash->site ? (const char *)crash->site + 1 : NULL;

    if (crash->signal == SIGABRT && !crash->heap &&
        dr_net_lacks_route(&from, &to)) {
        dr_text_printf(&text, "the platform has no route from %s to %s", from,
                       to);
        note(DR_FOUND_INVALID_ARGUMENT, DR_ERROR, crash->rank, NULL,
             dr_text_string(&text));
        dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_INPUT);
    }
    if (crash->signal == SIGINT || crash->signal == SIGTERM)
        interrupt(crash->signal, crash->rank, site);
    if (crash->rank < 0 && dr_world->touched)
        end_by_buffer(dr_world->touched, crash);
    describe(crash, &text);
    note(DR_FOUND_CRASH, DR_ERROR, crash->rank, site, dr_text_string(&text));
    dr_world_stop(DR_VERDICT_CRASH, DR_EXIT_CRASH);
}

_Noreturn void dr_ending_by_user(int signal)
{
    interrupt(signal, -1, NULL);
}
