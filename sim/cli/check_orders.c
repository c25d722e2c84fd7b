/*
 * check_orders.c - `dryrun check` tries other orders of messages.
 *
 * One job, so that the same schedules are tried whenever the bound is reached.
 */
#include <signal.h>
#include <sys/stat.h>

#include "cli/check.h"
#include "cli/explore_run.h"
#include "cli/explore_text.h"
#include "core/world.h"

enum {
    ORDERS_MOST = 100
};

/* A record of how the worst schedule ended; limits are no verdict here, since
 * a program that looks often meets them sooner than in a run. */
static const struct dr_record *worst_of(const struct dr_summary *summary)
{
    const struct dr_record *worst = &summary->plain;

    for (int i = 0; i < summary->nfound; i++) {
        const struct dr_record *it = &summary->found[i].shortest;

        if (it->verdict == DR_VERDICT_DEADLOCK)
            return it;
        if (it->verdict != DR_VERDICT_LIMIT && it->status > worst->status)
            worst = it;
    }
    return worst;
}

/* Signals stay pending, and blocked, after an exploration that they ended. */
static int pending_signal(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGINT)    ? SIGINT
           : sigismember(&pending, SIGTERM) ? SIGTERM
                                            : 0;
}

static bool reads_input(int input)
{
    struct stat facts;

    return fstat(input, &facts) == 0 && facts.st_size > 0;
}

void dr_check_orders(struct dr_check *check)
{
    struct dr_trial *trial = &check->trials[DR_VARIATION_ORDERS];
    struct dr_bounds bounds = check->options->bounds;

    if (bounds.schedules == DR_TRIES)
        bounds.schedules = ORDERS_MOST;
    bounds.jobs = 1;
    if (reads_input(check->input)) {
        check->not_explored = "the program reads standard input";
        return;
    }
    check->shared = dr_shared_new(&bounds);
    if (!check->shared) {
        check->not_explored = "no memory to share";
        return;
    }
    check->orders.nranks = check->options->config.nranks;
    dr_explore_run(check->options, check->shared, &check->orders, true);
    check->signal = pending_signal();
    trial->record = *worst_of(&check->orders);
    if (trial->record.verdict == DR_VERDICT_OK && trial->record.status == 0 &&
        dr_explore_is_racy(&check->orders) &&
        check->options->config.fail_on == DR_FAIL_ON_WARNING) {
        trial->record.verdict = DR_VERDICT_ERROR;
        trial->record.status = DR_EXIT_MISUSE;
    }
    trial->status = trial->record.status;
}

long dr_check_tried(const struct dr_check *check)
{
    return check->shared ? atomic_load(&check->shared->schedules) : 0;
}

bool dr_check_tried_all(const struct dr_check *check)
{
    struct dr_text text = DR_TEXT_EMPTY;
    bool all;

    dr_check_bounds_text(&text, check);
    all = text.length == 0;
    dr_text_end(&text);
    return all;
}

void dr_check_bounds_text(struct dr_text *text, const struct dr_check *check)
{
    struct dr_text words[DR_BOUND_KINDS];
    int count;

    if (!check->shared) {
        dr_text_printf(text, "%s",
                       check->not_explored ? check->not_explored : "not run");
        return;
    }
    count = dr_explore_bounds(check->shared, words);
    for (int i = 0; i < count; i++) {
        dr_text_printf(text, "%s%s", i > 0 ? ", " : "",
                       dr_text_string(&words[i]));
        dr_text_end(&words[i]);
    }
}
