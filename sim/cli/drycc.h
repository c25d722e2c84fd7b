/*
 * drycc.h - the compiler wrapper: a command line in, a command line out.
 *
 *     drycc_args  lists of words, response files, printing
 *     drycc_sim   the command that builds a program for dryrun
 *     drycc_mpi   the command that builds it for a real MPI
 *
 * drycc never looks at sources; it decides from the words alone whether
 * something is linked, and adds its own words before and after the user's.
 */
#ifndef DR_CLI_DRYCC_H
#define DR_CLI_DRYCC_H

#include <stdbool.h>
#include <stddef.h>

/* Words of a command line.  `items` always ends with NULL. */
struct args {
    char **items;
    size_t count, room;
};

/* Append a copy of `word`. */
void args_add(struct args *args, const char *word);

/* Append the words of `more`, NULL-terminated. */
void args_add_all(struct args *args, char *const *more);

/* Append "<directory><name>". */
void args_add_path(struct args *args, const char *directory, const char *name);

/*
 * Append the user's words, each @file replaced by the words in it, by gcc's
 * rules: white space separates, quotes and backslashes protect.  A file that
 * cannot be read stands for itself.
 */
void args_expand(struct args *args, char *const *words);

/* Print as one line that a POSIX shell reads back. */
void args_print(const struct args *args);

/* What the user asked for. */
struct job {
    const char *root;   /* of the installation: holds bin, lib, include */
    bool cxx;           /* called as dryc++ */
    bool mpi;           /* --backend=mpi */
    bool memory;        /* -fdryrun-memory: accesses are told of */
    bool links;         /* gcc would link */
    bool makes_library; /* -shared: not a program */
    bool has_language;  /* -x is in force */
    const char *show;   /* "-show" or its like, or NULL */
    struct args words;  /* the user's, without those meant for drycc */
};

/* Append the command that does the job for the simulator. */
void sim_command(const struct job *job, struct args *command);

/* The flags alone, as -showme:compile and -showme:link print them. */
void sim_compile_flags(const struct job *job, struct args *flags);
void sim_link_flags(const struct job *job, struct args *flags);

/*
 * Do the job with the real mpicc, or print it if job->show is set.  Returns
 * the exit status of drycc.
 */
int mpi_run(const struct job *job);

#endif
