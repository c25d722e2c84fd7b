/*
 * drycc.c - the programs `drycc` and `dryc++`.
 *
 * They take what mpicc takes: any option of the compiler, and the options by
 * which build systems ask MPICH's and Open MPI's wrappers for their flags.
 */
#include "cli/drycc.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "api/run.h"
#include "base/memory.h"

static const char help[] =
    "usage: drycc [gcc options] file... [-o program]\n"
    "\n"
    "Builds MPI programs for dryrun, as mpicc does for a real MPI; dryc++ is\n"
    "the same for C++.  Every option of gcc is passed on.\n"
    "\n"
    "  --backend=mpi      build for a real MPI instead: hands over to mpicc\n"
    "  --backend=sim      build for dryrun (the default)\n"
    "  -fdryrun-memory    let dryrun see each access to memory, and say where\n"
    "                     the buffer of a pending operation is touched\n"
    "  -show              print the command, run nothing\n"
    "  -showme:compile    print the flags for compiling\n"
    "  -showme:link       print the flags for linking\n"
    "  --version, --help\n"
    "\n"
    "A program is a shared object that dryrun loads, so -static, -pie and\n"
    "-no-pie have no effect.  Run it with `dryrun -n 4 ./program`, or by\n"
    "itself with one rank.\n"
    "\n"
    "Environment: DRYRUN_CC (gcc), DRYRUN_CXX (g++), DRYRUN_MPICC (mpicc),\n"
    "DRYRUN_MPICXX (mpicxx).\n"
    "\n"
    "  drycc -O2 ring.c -o ring\n"
    "  drycc -c halo.c && drycc halo.o main.c -lm -o heat\n"
    "  drycc --backend=mpi ring.c -o ring.mpi && mpirun -n 4 ./ring.mpi\n";

static const char *const show_words[] = {
    "-show",
    "--show",
    "-showme",
    "--showme",
    "-compile_info",
    "-compile-info",
    "-link_info",
    "-link-info",
    "-showme:compile",
    "--showme:compile",
    "-showme:link",
    "--showme:link",
    NULL,
};

/* Options of gcc after which nothing is linked. */
static const char *const no_link[] = {
    "-c", "-S", "-E", "-M", "-MM", "-fsyntax-only", "-r", NULL,
};

/* Options of gcc whose value is the next word. */
static const char *const takes_value[] = {
    "-o",          "-I",        "-D",
    "-U",          "-L",        "-l",
    "-x",          "-include",  "-imacros",
    "-isystem",    "-iquote",   "-idirafter",
    "-iprefix",    "-MF",       "-MT",
    "-MQ",         "-Xlinker",  "-Xpreprocessor",
    "-Xassembler", "-T",        "-u",
    "-z",          "-e",        "-A",
    "-B",          "--param",   "-aux-info",
    "-wrapper",    "-isysroot", "-imultilib",
    "-dumpbase",   "-dumpdir",  NULL,
};

static bool is_one_of(const char *word, const char *const *list)
{
    while (*list && strcmp(word, *list) != 0)
        list++;
    return *list != NULL;
}

static bool begins(const char *word, const char *prefix)
{
    return strncmp(word, prefix, strlen(prefix)) == 0;
}

/* The installation this program stands in: /x of /x/bin/drycc. */
static char *find_root(void)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    if (length < 0) {
        perror("drycc: /proc/self/exe");
        exit(DR_EXIT_INPUT);
    }
    path[length] = '\0';
    for (int up = 0; up < 2; up++) {
        slash = strrchr(path, '/');
        if (slash)
            *slash = '\0';
    }
    return dr_strdup(path);
}

static int usage(const char *sentence, const char *word)
{
    fprintf(stderr, "drycc: %s%s\n", sentence, word);
    return DR_EXIT_USAGE;
}

/* Options that are for drycc itself; false: the compiler's. */
static bool take_own(struct job *job, const char *word, int *status)
{
    if (is_one_of(word, show_words))
        job->show = word;
    else if (strcmp(word, "--backend=mpi") == 0)
        job->mpi = true;
    else if (strcmp(word, "--backend=sim") == 0)
        job->mpi = false;
    else if (strcmp(word, "-fdryrun-memory") == 0)
        job->memory = true;
    else if (strcmp(word, "-fno-dryrun-memory") == 0)
        job->memory = false;
    else if (begins(word, "-fdryrun") || begins(word, "-fno-dryrun"))
        *status = usage("the option is -fdryrun-memory, not ", word);
    else if (begins(word, "--backend"))
        *status = usage("the backend is sim or mpi, not ", word);
    else
        return false;
    return true;
}

/* Sort the words: what for, what to do, how many inputs. */
static int read_words(struct job *job, const struct args *all)
{
    bool inputs = false, compiles_only = false, value = false;
    int status = 0;

    for (size_t i = 0; i < all->count; i++) {
        const char *word = all->items[i];

        if (!value && take_own(job, word, &status))
            continue;
        args_add(&job->words, word);
        if (value) {
            value = false;
            continue;
        }
        value = is_one_of(word, takes_value);
        if (begins(word, "-x"))
            job->has_language = true;
        if (strcmp(word, "-shared") == 0 || strcmp(word, "--shared") == 0)
            job->makes_library = true;
        if (is_one_of(word, no_link))
            compiles_only = true;
        if (word[0] != '-' || word[1] == '\0' || begins(word, "-l"))
            inputs = true;
    }
    job->links = inputs && !compiles_only;
    return status;
}

/* -showme:compile and its like: flags without a command. */
static int print_flags(const struct job *job)
{
    struct args flags = {0};

    if (strstr(job->show, ":compile"))
        sim_compile_flags(job, &flags);
    else
        sim_link_flags(job, &flags);
    args_print(&flags);
    return 0;
}

static int run_for_simulator(struct job *job)
{
    struct args command = {0};

    if (job->show && strchr(job->show, ':'))
        return print_flags(job);
    if (job->show && job->words.count == 0)
        job->links = true;
    sim_command(job, &command);
    if (job->show) {
        args_print(&command);
        return 0;
    }
    execvp(command.items[0], command.items);
    fprintf(stderr, "drycc: cannot run the compiler %s: ", command.items[0]);
    perror(NULL);
    return DR_EXIT_INPUT;
}

/* `drycc --version` names us, then the compiler does the same. */
static void print_version(const struct job *job)
{
    if (!job->mpi)
        printf("%s %s\n", job->cxx ? "dryc++" : "drycc", DRYRUN_VERSION);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    struct job job = {0};
    struct args all = {0};
    size_t length = strlen(argv[0]);
    int status;

    job.root = find_root();
    job.cxx = length >= 2 && strcmp(argv[0] + length - 2, "++") == 0;
    args_expand(&all, argv + (argc > 0));
    status = read_words(&job, &all);
    if (status != 0)
        return status;
    if (job.words.count == 0 && !job.show)
        return usage("nothing to do; try drycc --help", "");
    if (job.words.count == 1 && strcmp(job.words.items[0], "--help") == 0) {
        fputs(help, stdout);
        return 0;
    }
    if (job.words.count == 1 && strcmp(job.words.items[0], "--version") == 0)
        print_version(&job);
    return job.mpi ? mpi_run(&job) : run_for_simulator(&job);
}
