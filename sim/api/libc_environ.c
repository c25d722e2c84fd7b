/*
 * libc_environ.c - the environment, which each rank may change for itself.
 *
 * All ranks begin with the environment of dryrun.  The array of a rank that
 * changes it is its own from then on.  As with glibc, strings made by
 * setenv() stay as long as the rank lives: the program may still point to them.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "api/libc.h"
#include "base/memory.h"

/* Does `entry` ("NAME=value") set the name of `length` bytes? */
static bool sets(const char *entry, const char *name, size_t length)
{
    return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

static bool is_name(const char *name)
{
    return name && *name && !strchr(name, '=');
}

/* The environment the rank sees, without giving it one of its own. */
static char **seen_by(struct dr_process *process)
{
    if (!process->libc && !dr_copy_variables(process->copy))
        return environ;
    return dr_process_variables(process)->environ;
}

/* Put `entry`, whose name has `length` bytes, where the name was or last. */
static void put(struct dr_process *process, char *entry, size_t length)
{
    char **entries = dr_process_environ(process);
    size_t count = 0;

    while (entries[count] && !sets(entries[count], entry, length))
        count++;
    if (!entries[count]) {
        struct dr_libc *libc = dr_process_libc(process);

        entries = dr_realloc(entries, (count + 2) * sizeof *entries);
        entries[count + 1] = NULL;
        libc->own_environ = entries;
        dr_process_variables(process)->environ = entries;
    }
    entries[count] = entry;
}

static void take_out(struct dr_process *process, const char *name,
                     size_t length)
{
    char **from = dr_process_environ(process), **to = from;

    for (; *from; from++) {
        if (!sets(*from, name, length))
            *to++ = *from;
    }
    *to = NULL;
}

DR_WRAP(char *, getenv, (const char *name))
{
    struct dr_process *process = dr_running();
    char **entries = process ? seen_by(process) : NULL;
    size_t length = strlen(name);

    if (!process)
        return getenv(name);
    for (; entries && *entries; entries++) {
        if (sets(*entries, name, length))
            return *entries + length + 1;
    }
    return NULL;
}

DR_WRAP(char *, secure_getenv, (const char *name))
{
    return __wrap_getenv(name);
}

DR_WRAP(int, setenv, (const char *name, const char *value, int replace))
{
    struct dr_process *process = dr_running();
    struct dr_string *string;
    struct dr_libc *libc;
    size_t length;

    if (!process)
        return setenv(name, value, replace);
    if (!is_name(name)) {
        errno = EINVAL;
        return -1;
    }
    if (!replace && __wrap_getenv(name))
        return 0;
    length = strlen(name);
    libc = dr_process_libc(process);
    string = dr_alloc(sizeof *string + length + strlen(value) + 2);
    stpcpy(stpcpy(stpcpy(string->text, name), "="), value);
    string->next = libc->strings;
    libc->strings = string;
    put(process, string->text, length);
    return 0;
}

DR_WRAP(int, unsetenv, (const char *name))
{
    struct dr_process *process = dr_running();

    if (!process)
        return unsetenv(name);
    if (!is_name(name)) {
        errno = EINVAL;
        return -1;
    }
    take_out(process, name, strlen(name));
    return 0;
}

DR_WRAP(int, putenv, (char *entry))
{
    struct dr_process *process = dr_running();
    size_t length = strcspn(entry, "=");

    if (!process)
        return putenv(entry);
    if (entry[length] == '=')
        put(process, entry, length);
    else
        take_out(process, entry, length);
    return 0;
}

DR_WRAP(int, clearenv, (void))
{
    struct dr_process *process = dr_running();

    if (!process)
        return clearenv();
    *dr_process_environ(process) = NULL;
    return 0;
}
