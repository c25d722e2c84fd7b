/*
 * drycc_sim.c - the command that builds a program for dryrun.
 *
 * A program is a shared object with a start file:
 *
 *     gcc <compile flags> start.o <the user's words> <link flags>
 *
 * The start file comes first, as crt1.o does elsewhere: it asks for main(),
 * which may stand in an archive among the words.
 *
 * Options of the user that contradict this are left out: code must be position
 * independent and the result shared, so -static, -pie, -no-pie, -fPIE and the
 * like mean nothing here.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/drycc.h"

/* Left out when compiling: our -fPIC and TLS model must hold. */
static const char *const code_models[] = {
    "-fpie", "-fPIE",    "-fno-pie", "-fno-PIE",
    "-fpic", "-fno-pic", "-fno-PIC", NULL,
};

/* Left out when linking a program: it is a shared object. */
static const char *const link_models[] = {
    "-static",     "--static",     "-static-pie", "-pie",        "--pie",
    "-no-pie",     "-nopie",       "-Wl,-pie",    "-Wl,-static", "-Wl,--pie",
    "-Wl,-no-pie", "-Wl,--no-pie", NULL,
};

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

static bool contradicts(const struct job *job, const char *word)
{
    if (is_one_of(word, code_models) ||
        strncmp(word, "-ftls-model=", strlen("-ftls-model=")) == 0)
        return true;
    return job->links && is_one_of(word, link_models);
}

/* The compiler proper instruments, the linker must not hear of it: it would add
 * a library of the compiler's.  The assembler shortens the calls. */
static void add_memory(const struct job *job, struct args *flags)
{
    struct dr_text specs = DR_TEXT_EMPTY;

    dr_text_printf(&specs, "-specs=%s/lib/dryrun/memory.specs", job->root);
    args_add(flags, dr_text_string(&specs));
    dr_text_end(&specs);
    args_add(flags, "-Xassembler");
    args_add_path(flags, job->root, "/lib/dryrun/memory.s");
}

void sim_compile_flags(const struct job *job, struct args *flags)
{
    /* First, so that the user's -g0, -g3 or -I win. */
    args_add(flags, "-g");
    args_add(flags, "-fPIC");
    args_add(flags, "-fno-omit-frame-pointer");
    /* Who jumps to MPI_X does not stand on the stack as its caller. */
    args_add(flags, "-fno-optimize-sibling-calls");
    /* Equal calls at two lines stay two. */
    args_add(flags, "-fno-crossjumping");
    args_add(flags, "-fno-tree-tail-merge");
    /* A large frame does not jump over the end of the stack. */
    args_add(flags, "-fstack-clash-protection");
    args_add(flags, "-ftls-model=global-dynamic");
    args_add(flags, "-I");
    args_add_path(flags, job->root, "/include/dryrun");
    if (job->memory)
        add_memory(job, flags);
}

/*
 * The list of what libdryrun offers.  It stands in for libdryrun itself, which
 * depends on SimGrid and its MPI functions.
 */
static void add_library(const struct job *job, struct args *flags)
{
    args_add_path(flags, job->root, "/lib/dryrun/libdryrun.so");
    /* Not -Wl,-rpath,PATH: a path may contain commas. */
    args_add(flags, "-Xlinker");
    args_add(flags, "-rpath");
    args_add(flags, "-Xlinker");
    args_add_path(flags, job->root, "/lib");
}

static void add_start(const struct job *job, struct args *flags)
{
    if (!job->makes_library)
        args_add_path(flags, job->root, "/lib/dryrun/start.o");
}

/* All but the start file. */
static void add_link_flags(const struct job *job, struct args *flags)
{
    if (job->has_language) {
        args_add(flags, "-x");
        args_add(flags, "none");
    }
    if (!job->makes_library) {
        args_add(flags, "-shared");
        args_add(flags, "-Wl,-e,dr_program_start");
        /* As in an executable: its own definitions win everywhere ... */
        args_add(flags, "-Wl,-Bsymbolic");
        /* ... and what nobody defines is an error. */
        args_add(flags, "-Wl,-z,defs");
        args_add(flags, "-Wl,--no-allow-shlib-undefined");
    }
    add_library(job, flags);
}

void sim_link_flags(const struct job *job, struct args *flags)
{
    add_start(job, flags);
    add_link_flags(job, flags);
}

void sim_command(const struct job *job, struct args *command)
{
    const char *compiler = getenv(job->cxx ? "DRYRUN_CXX" : "DRYRUN_CC");

    if (!compiler || !*compiler)
        compiler = job->cxx ? "g++" : "gcc";
    args_add(command, compiler);
    sim_compile_flags(job, command);
    if (job->links)
        add_start(job, command);
    for (size_t i = 0; i < job->words.count; i++) {
        if (!contradicts(job, job->words.items[i]))
            args_add(command, job->words.items[i]);
    }
    if (job->links)
        add_link_flags(job, command);
}
