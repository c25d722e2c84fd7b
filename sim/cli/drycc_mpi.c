/*
 * drycc_mpi.c - the command that builds a program for a real MPI.
 *
 *     mpicc -I <dryrun.h> <the user's words> <the DR_ functions>
 *
 * The DR_ functions come as sources, since each MPI has its own ABI: they are
 * compiled into a temporary directory at every link, by the same mpicc.  Most
 * programs compute at most: they are linked with DR_Compute alone, and only if
 * that fails with all others, which stand between the program and the wait
 * functions of MPI.  Those for objects want msgpack-c, and are left out where
 * it is not.
 */
#include <errno.h>
#include <fcntl.h>
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

/* Start a command; its complaints go to the file, unless that is NULL.  -1 if
 * it cannot be. */
static pid_t start(const struct args *command, const char *complaints)
{
    posix_spawn_file_actions_t files;
    pid_t child;
    int failed;

    posix_spawn_file_actions_init(&files);
    if (complaints)
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, complaints,
                                         O_WRONLY | O_CREAT | O_TRUNC, 0600);
    failed = posix_spawnp(&child, command->items[0], &files, NULL,
                          command->items, environ);
    posix_spawn_file_actions_destroy(&files);
    if (!failed)
        return child;
    fprintf(stderr, "drycc: cannot run %s: %s\n", command->items[0],
            strerror(failed));
    return -1;
}

/* Wait for its end; returns its exit status. */
static int finish(pid_t child)
{
    int status;

    if (child < 0)
        return DR_EXIT_INPUT;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run(const struct args *command)
{
    return finish(start(command, NULL));
}

static void add_include(const struct job *job, struct args *command)
{
    args_add(command, "-I");
    args_add_path(command, job->root, "/share/dryrun/mpi");
}

/* Can this mpicc see msgpack-c? */
static bool has_msgpack(const struct job *job)
{
    struct args command = {0};

    args_add(&command, compiler(job));
    args_add(&command, "-fsyntax-only");
    args_add(&command, "-include");
    args_add(&command, "msgpack.h");
    args_add(&command, "-x");
    args_add(&command, "c");
    args_add(&command, "/dev/null");
    return finish(start(&command, "/dev/null")) == 0;
}

/* The sources of the DR_ functions: the first patterns.  An empty list is a
 * broken installation. */
static int find_sources(const struct job *job, size_t patterns, glob_t *found)
{
    static const char *const names[] = {"compute.c", "then.c", "wait.c",
                                        "object*.c", "object/*.c"};
    int failed = 0;

    for (size_t i = 0; i < patterns && !failed; i++) {
        struct dr_text pattern = DR_TEXT_EMPTY;

        dr_text_printf(&pattern, "%s/share/dryrun/mpi/%s", job->root, names[i]);
        failed =
            glob(dr_text_string(&pattern), i ? GLOB_APPEND : 0, NULL, found);
        if (failed)
            fprintf(stderr, "drycc: there are no sources %s\n",
                    dr_text_string(&pattern));
        dr_text_end(&pattern);
    }
    return failed ? DR_EXIT_INPUT : 0;
}

/* Begin to compile one source into `directory`; its object goes to the end of
 * `objects`. */
static pid_t compile(const struct job *job, const char *source,
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
    return start(&command, NULL);
}

static int compile_all(const struct job *job, size_t patterns,
                       const char *directory, struct args *objects)
{
    glob_t sources = {0};
    int status = find_sources(job, patterns, &sources);
    pid_t *children = dr_zalloc(sources.gl_pathc + 1, sizeof *children);

    for (size_t i = 0; i < sources.gl_pathc; i++)
        children[i] = compile(job, sources.gl_pathv[i], directory, objects);
    for (size_t i = 0; i < sources.gl_pathc; i++) {
        int one = finish(children[i]);

        status = status ? status : one;
    }
    free(children);
    globfree(&sources);
    return status;
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

/* Link the program with objects and libraries. */
static int link_with(const struct job *job, const struct args *objects,
                     bool msgpack, const char *complaints)
{
    struct args command = {0};

    user_command(job, &command);
    if (job->has_language) {
        args_add(&command, "-x");
        args_add(&command, "none");
    }
    args_add_all(&command, objects->items);
    if (msgpack)
        args_add(&command, "-lmsgpackc");
    args_add(&command, "-lm");
    return finish(start(&command, complaints));
}

/* What a compiler said of a program that is linked all the same. */
static void pass_on(const char *complaints)
{
    FILE *file = fopen(complaints, "r");
    int c;

    while (file && (c = getc(file)) != EOF)
        putc(c, stderr);
    if (file)
        fclose(file);
}

/* With DR_Compute alone, or else with everything. */
static int link_in(const struct job *job, const char *directory,
                   struct args *objects)
{
    struct args complaints = {0};
    const char *file;
    bool msgpack;
    int status;

    args_add_path(&complaints, directory, "/complaints");
    file = complaints.items[0];
    status = compile_all(job, 1, directory, objects);
    if (status)
        return status;
    status = link_with(job, objects, false, file);
    if (status == 0)
        pass_on(file);
    unlink(file);
    if (status == 0)
        return 0;
    msgpack = has_msgpack(job);
    objects->count = 0;
    status = compile_all(job, msgpack ? 5 : 3, directory, objects);
    return status ? status : link_with(job, objects, msgpack, NULL);
}

static int link_program(const struct job *job)
{
    char directory[] = "/tmp/dryccXXXXXX";
    struct args objects = {0};
    int status;

    if (!mkdtemp(directory)) {
        perror("drycc: a directory in /tmp");
        return DR_EXIT_INPUT;
    }
    status = link_in(job, directory, &objects);
    for (size_t i = 0; i < objects.count; i++)
        unlink(objects.items[i]);
    rmdir(directory);
    return status;
}

int mpi_run(const struct job *job)
{
    struct args command = {0};

    /* A library leaves the DR_ functions to the program it ends up in. */
    if (job->links && !job->makes_library && !job->show)
        return link_program(job);
    user_command(job, &command);
    return run(&command);
}
