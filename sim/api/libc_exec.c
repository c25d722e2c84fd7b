/*
 * libc_exec.c - a rank that would become another program.
 *
 * All ranks are one process, which exec would end with all of them, and with
 * no report; so it is refused, unless it would fail.  A child process is no
 * rank and may do it.
 */
#include <errno.h>
#include <stdarg.h>
#include <unistd.h>

#include "api/libc.h"
#include "net/net.h"

enum {
    ARGUMENTS_MOST = 1024 /* of execl and its kin */
};

_Noreturn static void refuse(const char *call, const void *site)
{
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){
            .kind = DR_FOUND_ABORT,
            .severity = DR_ERROR,
            .time_s = dr_net_now(),
            .rank = dr_world->self->id,
            .call = call,
            .site = site,
            .message = "a simulated rank cannot become another program: all "
                       "ranks are one process, which would end",
            .advice = "call it in a child process, after fork(), or use "
                      "posix_spawn() or system()"});
    dr_world_stop(DR_VERDICT_ERROR, DR_EXIT_MISUSE);
}

/* `file` is where the program would be; NULL: not known. */
static void check(const char *call, const char *file, const void *site)
{
    if (dr_running() && (!file || access(file, X_OK) == 0))
        refuse(call, site);
}

/* The arguments up to NULL as a vector, or NULL if they are too many. */
static char *const *gather(const char *argument, va_list *rest,
                           const char **list)
{
    int count = 0;

    for (; argument && count < ARGUMENTS_MOST;
         argument = va_arg(*rest, const char *))
        list[count++] = argument;
    list[count] = NULL;
    errno = E2BIG;
    return argument ? NULL : (char *const *)(void *)list;
}

DR_WRAP(int, execve, (const char *path, char *const argv[], char *const envp[]))
{
    check("execve", path, __builtin_return_address(0));
    return execve(path, argv, envp);
}

DR_WRAP(int, execv, (const char *path, char *const argv[]))
{
    check("execv", path, __builtin_return_address(0));
    return execv(path, argv);
}

DR_WRAP(int, execvp, (const char *file, char *const argv[]))
{
    check("execvp", NULL, __builtin_return_address(0));
    return execvp(file, argv);
}

DR_WRAP(int, execvpe,
        (const char *file, char *const argv[], char *const envp[]))
{
    check("execvpe", NULL, __builtin_return_address(0));
    return execvpe(file, argv, envp);
}

DR_WRAP(int, fexecve, (int fd, char *const argv[], char *const envp[]))
{
    check("fexecve", NULL, __builtin_return_address(0));
    return fexecve(fd, argv, envp);
}

DR_WRAP(int, execveat,
        (int folder, const char *path, char *const argv[], char *const envp[],
         int flags))
{
    check("execveat", NULL, __builtin_return_address(0));
    return execveat(folder, path, argv, envp, flags);
}

DR_WRAP(int, execl, (const char *path, const char *argument, ...))
{
    const char *list[ARGUMENTS_MOST + 1];
    char *const *argv;
    va_list rest;

    check("execl", path, __builtin_return_address(0));
    va_start(rest, argument);
    argv = gather(argument, &rest, list);
    va_end(rest);
    return argv ? execv(path, argv) : -1;
}

DR_WRAP(int, execlp, (const char *file, const char *argument, ...))
{
    const char *list[ARGUMENTS_MOST + 1];
    char *const *argv;
    va_list rest;

    check("execlp", NULL, __builtin_return_address(0));
    va_start(rest, argument);
    argv = gather(argument, &rest, list);
    va_end(rest);
    return argv ? execvp(file, argv) : -1;
}

DR_WRAP(int, execle, (const char *path, const char *argument, ...))
{
    const char *list[ARGUMENTS_MOST + 1];
    char *const *argv, *const *envp;
    va_list rest;

    check("execle", path, __builtin_return_address(0));
    va_start(rest, argument);
    argv = gather(argument, &rest, list);
    envp = va_arg(rest, char *const *);
    va_end(rest);
    return argv ? execve(path, argv, envp) : -1;
}
