/*
 * process.c - what the C library would keep per process, kept per rank.
 */
#include "core/process.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"

/* One block: the pointers, then the words. */
static char **copy_words(size_t count, char **words)
{
    size_t size = (count + 1) * sizeof *words;
    char **copy, *at;

    for (size_t i = 0; i < count; i++)
        size += strlen(words[i]) + 1;
    copy = dr_alloc(size);
    at = (char *)(copy + count + 1);
    for (size_t i = 0; i < count; i++) {
        copy[i] = at;
        at = stpcpy(at, words[i]) + 1;
    }
    copy[count] = NULL;
    return copy;
}

static void reset_variables(struct dr_variables *variables, FILE *input)
{
    *variables = (struct dr_variables){
        .environ = environ,
        .optind = 1,
        .opterr = 1,
        .optopt = '?',
        .in = input,
    };
}

struct dr_libc *dr_process_libc(struct dr_process *process)
{
    if (!process->libc) {
        process->libc = dr_zalloc(1, sizeof *process->libc);
        reset_variables(&process->libc->variables, NULL);
    }
    return process->libc;
}

struct dr_variables *dr_process_variables(struct dr_process *process)
{
    struct dr_variables *named = dr_copy_variables(process->copy);

    return named ? named : &dr_process_libc(process)->variables;
}

char **dr_process_environ(struct dr_process *process)
{
    struct dr_libc *libc = dr_process_libc(process);
    struct dr_variables *variables = dr_process_variables(process);
    size_t count = 0;

    if (variables->environ && variables->environ == libc->own_environ)
        return libc->own_environ;
    while (variables->environ && variables->environ[count])
        count++;
    /* The program may keep pointers to the strings: they are not copied. */
    libc->own_environ =
        dr_realloc(libc->own_environ, (count + 1) * sizeof(char *));
    for (size_t i = 0; i < count; i++)
        libc->own_environ[i] = variables->environ[i];
    libc->own_environ[count] = NULL;
    variables->environ = libc->own_environ;
    return libc->own_environ;
}

void dr_lasts_add(struct dr_lasts *lasts, struct dr_last last)
{
    if (lasts->count == lasts->room) {
        lasts->room = lasts->room ? lasts->room * 2 : 4;
        lasts->items =
            dr_realloc(lasts->items, lasts->room * sizeof *lasts->items);
    }
    lasts->items[lasts->count++] = last;
}

void dr_lasts_call(struct dr_lasts *lasts, int status)
{
    while (lasts->count > 0) {
        struct dr_last last = lasts->items[--lasts->count];

        if (last.form == DR_LAST_PLAIN)
            last.function();
        else if (last.form == DR_LAST_CXX)
            ((void (*)(void *))last.function)(last.argument);
        else
            ((void (*)(int, void *))last.function)(status, last.argument);
    }
}

/* Run the program; every way out of it ends here. */
static void enter(struct dr_process *process, int argc, char **argv,
                  char **environment)
{
    jmp_buf way_out;

    process->way_out = &way_out;
    if (setjmp(way_out) == 0) {
        dr_main_fn *program = dr_copy_main(process->copy);

        int status;

        dr_copy_construct(process->copy, argc, argv, environment);
        status = program(argc, argv, environment);
        /* As if it were a return address: the line of main itself. */
        process->exit_site = (const void *)((uintptr_t)program + 1);
        dr_process_leave(process, DR_RETURNED, status);
    }
}

/* warn(), error() and the like begin with the program's name. */
static void take_name(char *path)
{
    char *slash = strrchr(path, '/');

    program_invocation_name = path;
    program_invocation_short_name = slash ? slash + 1 : path;
}

void dr_process_run(struct dr_process *process, int argc, char **argv,
                    FILE *input)
{
    char **words = copy_words((size_t)argc, argv);
    struct dr_variables *named = dr_copy_variables(process->copy);

    process->ending = DR_STILL_RUNNING;
    take_name(argv[0]);
    if (named)
        reset_variables(named, input);
    enter(process, argc, words, named ? dr_process_environ(process) : environ);
    process->way_out = NULL;
    free(words);
}

_Noreturn void dr_process_leave(struct dr_process *process,
                                enum dr_ending ending, int status)
{
    process->status = status & 0xff;
    if (ending != DR_QUIT && process->libc) {
        dr_lasts_call(&process->libc->at_thread_exit, status);
        dr_lasts_call(&process->libc->at_exit, status);
    }
    if (ending != DR_QUIT && !process->destructed) {
        process->destructed = true;
        dr_copy_destruct(process->copy);
    }
    process->ending = ending;
    longjmp(*process->way_out, 1);
}

void dr_process_end(struct dr_process *process)
{
    struct dr_string *string = process->libc ? process->libc->strings : NULL;

    while (string) {
        struct dr_string *next = string->next;

        free(string);
        string = next;
    }
    if (process->libc) {
        free(process->libc->own_environ);
        free(process->libc->at_thread_exit.items);
        free(process->libc->at_exit.items);
        free(process->libc->at_quick_exit.items);
        free(process->libc);
    }
    process->libc = NULL;
}
