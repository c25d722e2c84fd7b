/*
 * libc_child.c - child processes of a rank.
 *
 * A child is no rank: it uses the C library as any process does, and must not
 * end the rank it was forked from.  What the ranks have printed goes out
 * before it starts, so that its own output comes behind.
 */
#include <spawn.h>
#include <stdio.h>
#include <unistd.h>

#include "api/libc.h"
#include "core/output.h"

static void flush(void)
{
    if (dr_running())
        dr_output_flush(dr_world->output);
}

DR_WRAP(pid_t, fork, (void))
{
    pid_t child;

    if (!dr_running())
        return fork();
    flush();
    child = fork();
    if (child == 0) {
        dr_output_abandon(dr_world->output);
        dr_world->self = NULL;
    }
    return child;
}

/* The child of a vfork() shares our memory and could not be told apart. */
DR_WRAP(pid_t, vfork, (void))
{
    return __wrap_fork();
}

DR_WRAP(int, system, (const char *command))
{
    flush();
    return system(command);
}

DR_WRAP(FILE *, popen, (const char *command, const char *mode))
{
    flush();
    return popen(command, mode);
}

DR_WRAP(int, posix_spawn,
        (pid_t * child, const char *path,
         const posix_spawn_file_actions_t *actions,
         const posix_spawnattr_t *attributes, char *const argv[],
         char *const envp[]))
{
    flush();
    return posix_spawn(child, path, actions, attributes, argv, envp);
}

DR_WRAP(int, posix_spawnp,
        (pid_t * child, const char *file,
         const posix_spawn_file_actions_t *actions,
         const posix_spawnattr_t *attributes, char *const argv[],
         char *const envp[]))
{
    flush();
    return posix_spawnp(child, file, actions, attributes, argv, envp);
}
