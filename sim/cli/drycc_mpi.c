/*
 * drycc_mpi.c - the command that builds a program for a real MPI.
 *
 *     mpicc -I <dryrun.h> <the user's words> <the DR_ functions>
 *
 * The DR_ functions come as sources, since each MPI has its own ABI: they are
 * compiled into a temporary directory at every link, by the same mpicc.
 */
#include <errno.h>
#include <glob.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/run.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/drycc.h"

extern char **environ;

static const char *named(const char *variable, const char *otherwise)
{
    const char *value = getenv(variable);

    return value && *value ? value : otherwise;
}

static const char *compiler(const struct job *job)
{
    return job->cxx ? named("DRYRUN_MPICXX", "mpicxx")
                    : named("DRYRUN_MPICC", "mpicc");
}

/* Run to its end; returns its exit status. */
static int run(const struct args *command)
{
    pid_t child;
    int status, failed;

    failed = posix_spawnp(&child, command->items[0], NULL, NULL, command->items,
                          environ);
    if (failed) {
        fprintf(stderr, "drycc: cannot run %s: %s\n", command->items[0],
                strerror(failed));
        return DR_EXIT_INPUT;
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The sources of the DR_ functions; an empty list is a broken installation. */
static int find_sources(const struct job *job, glob_t *found)
{
    struct dr_text pattern = DR_TEXT_EMPTY;
    int failed;

    dr_text_printf(&pattern, "%s/share/dryrun/mpi/*.c", job->root);
    failed = glob(dr_text_string(&pattern), 0, NULL, found);
    if (failed)
        fprintf(stderr, "drycc: there are no sources %s\n",
                dr_text_string(&pattern));
    dr_text_end(&pattern);
    return failed ? DR_EXIT_INPUT : 0;
}

static void add_include(const struct job *job, struct args *command)
{
    args_add(command, "-I");
    args_add_path(command, job->root, "/share/dryrun/mpi");
}

/* Compile one source into `directory` and add the object to `objects`. */
static int compile(const struct job *job, const char *source,
                   const char *directory, struct args *objects)
{
    struct args command = {0};
    struct dr_text name = DR_TEXT_EMPTY;

    dr_text_printf(&name, "/%zu.o", objects->count);
    args_add_path(objects, directory, dr_text_string(&name));
    /* Also for C++, so that both come from the same MPI. */
    args_add(&command, compiler(job));
    add_include(job, &command);
    args_add(&command, "-O2");
    args_add(&command, "-fPIC");
    args_add(&command, "-x");
    args_add(&command, "c");
    args_add(&command, "-c");
    args_add(&command, source);
    args_add(&command, "-o");
    args_add(&command, objects->items[objects->count - 1]);
    dr_text_end(&name);
    return run(&command);
}

static void user_command(const struct job *job, struct args *command)
{
    args_add(command, compiler(job));
    if (job->show)
        args_add(command, job->show);
    if (!job->show || job->words.count > 0)
        add_include(job, command);
    args_add_all(command, job->words.items);
}

/* Compile the DR_ functions, link the program with them, clean up. */
static int link_program(const struct job *job, struct args *command)
{
    char directory[] = "/tmp/dryccXXXXXX";
    struct args objects = {0};
    glob_t sources;
    int status = find_sources(job, &sources);

    if (status != 0)
        return status;
    if (!mkdtemp(directory)) {
        perror("drycc: a directory in /tmp");
        return DR_EXIT_INPUT;
    }
    for (size_t i = 0; i < sources.gl_pathc && status == 0; i++)
        status = compile(job, sources.gl_pathv[i], directory, &objects);
    globfree(&sources);
    if (job->has_language) {
        args_add(command, "-x");
        args_add(command, "none");
    }
    args_add_all(command, objects.items);
    args_add(command, "-lm");
    if (status == 0)
        status = run(command);
    for (size_t i = 0; i < objects.count; i++)
        unlink(objects.items[i]);
    rmdir(directory);
    return status;
}

int mpi_run(const struct job *job)
{
    struct args command = {0};

    user_command(job, &command);
    /* A library leaves the DR_ functions to the program it ends up in. */
    if (job->links && !job->makes_library && !job->show)
        return link_program(job, &command);
    return run(&command);
}
