/*
 * source.h - the MPI calls of a C program, and the interface they go by.
 *
 * Comments, strings and directives are passed over.  Mistakes end the process
 * with a sentence; nothing is released, since the process is short.
 */
#ifndef TESTS_MUTATE_SOURCE_H
#define TESTS_MUTATE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    ARGS_MOST = 24,
    CALLS_MOST = 1024,
    FUNCTIONS_MOST = 2048
};

/* Text that grows. */
struct buffer {
    char *data;
    size_t length;
};

void buffer_add(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_end(struct buffer *buffer);

struct call {
    char *name;            /* "MPI_Send" */
    char *args[ARGS_MOST]; /* as written, on one line */
    int nargs;
    size_t start, end; /* with the semicolon, if whole */
    int line;
    bool whole; /* a statement of its own */
};

struct source {
    char *text;
    struct call calls[CALLS_MOST]; /* in the order of the text */
    int ncalls;
};

/* MPI's functions and the names of their arguments. */
struct interface {
    struct call functions[FUNCTIONS_MOST];
    int count;
};

void source_fail(const char *format, ...)
    __attribute__((noreturn, format(printf, 1, 2)));

/* The whole of a file. */
char *source_file(const char *path);

void source_read(struct source *source, const char *path);
void interface_read(struct interface *interface, const char *path);

/* Which argument of `function` has the name; -1: none. */
int interface_argument(const struct interface *interface, const char *function,
                       const char *name);

#endif
