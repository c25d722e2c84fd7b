/*
 * libc_exit.c - the ways a rank can end, and what it wants called then.
 *
 * They end the rank, not the process.  `exit_site` and `abort_site` keep where
 * the program asked for it.
 */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "api/libc.h"

/* libc's own, called from libc_nonshared.a and by compiled C++ code. */
int __cxa_atexit(void (*function)(void *), void *argument, void *module);
int __cxa_thread_atexit_impl(void (*function)(void *), void *argument,
                             void *module);
int __cxa_at_quick_exit(void (*function)(void *), void *module);

static int remember(struct dr_lasts *lasts, int form, void *function,
                    void *argument)
{
    struct dr_last last = {.argument = argument};

    last.form = form;
    last.function = (void (*)(void))function;
    dr_lasts_add(lasts, last);
    return 0;
}

_Noreturn static void leave(struct dr_process *process, const void *site,
                            enum dr_ending ending, int status)
{
    process->exit_site = site;
    dr_process_leave(process, ending, status);
}

DR_WRAP(void, exit, (int status))
{
    struct dr_process *process = dr_running();

    if (process)
        leave(process, __builtin_return_address(0), DR_EXITED, status);
    exit(status);
}

DR_WRAP(void, _exit, (int status))
{
    struct dr_process *process = dr_running();

    if (process)
        leave(process, __builtin_return_address(0), DR_QUIT, status);
    _exit(status);
}

DR_WRAP(void, _Exit, (int status))
{
    struct dr_process *process = dr_running();

    if (process)
        leave(process, __builtin_return_address(0), DR_QUIT, status);
    _Exit(status);
}

DR_WRAP(void, quick_exit, (int status))
{
    struct dr_process *process = dr_running();

    if (process) {
        dr_lasts_call(&dr_process_libc(process)->at_quick_exit, status);
        leave(process, __builtin_return_address(0), DR_QUIT, status);
    }
    quick_exit(status);
}

DR_WRAP(void, abort, (void))
{
    struct dr_process *process = dr_running();

    if (process)
        process->abort_site = __builtin_return_address(0);
    abort();
}

DR_WRAP(void, __assert_fail,
        (const char *condition, const char *file, unsigned line,
         const char *function))
{
    struct dr_process *process = dr_running();

    if (!process)
        __assert_fail(condition, file, line, function);
    process->abort_site = __builtin_return_address(0);
    fprintf(stderr, "%s: %s:%u: %s: Assertion `%s' failed.\n",
            program_invocation_short_name, file, line, function, condition);
    abort();
}

DR_WRAP(int, atexit, (void (*function)(void)))
{
    struct dr_process *process = dr_running();

    if (!process)
        return atexit(function);
    return remember(&dr_process_libc(process)->at_exit, DR_LAST_PLAIN,
                    (void *)function, NULL);
}

DR_WRAP(int, on_exit, (void (*function)(int, void *), void *argument))
{
    struct dr_process *process = dr_running();

    if (!process)
        return on_exit(function, argument);
    return remember(&dr_process_libc(process)->at_exit, DR_LAST_STATUS,
                    (void *)function, argument);
}

DR_WRAP(int, __cxa_atexit,
        (void (*function)(void *), void *argument, void *module))
{
    struct dr_process *process = dr_running();

    if (!process)
        return __cxa_atexit(function, argument, module);
    return remember(&dr_process_libc(process)->at_exit, DR_LAST_CXX,
                    (void *)function, argument);
}

/* Destructors of thread_local variables: of the rank itself, whose thread does
 * not end with it, or of a thread that it has started. */
DR_WRAP(int, __cxa_thread_atexit,
        (void (*function)(void *), void *argument, void *module))
{
    struct dr_process *process = dr_running();

    if (!process || gettid() != getpid())
        return __cxa_thread_atexit_impl(function, argument, module);
    return remember(&dr_process_libc(process)->at_thread_exit, DR_LAST_CXX,
                    (void *)function, argument);
}

DR_WRAP(int, at_quick_exit, (void (*function)(void)))
{
    struct dr_process *process = dr_running();

    if (!process)
        return at_quick_exit(function);
    return remember(&dr_process_libc(process)->at_quick_exit, DR_LAST_PLAIN,
                    (void *)function, NULL);
}

DR_WRAP(int, __cxa_at_quick_exit, (void (*function)(void *), void *module))
{
    struct dr_process *process = dr_running();

    if (!process)
        return __cxa_at_quick_exit(function, module);
    return remember(&dr_process_libc(process)->at_quick_exit, DR_LAST_CXX,
                    (void *)function, NULL);
}
