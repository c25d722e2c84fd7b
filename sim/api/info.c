/*
 * info.c - MPI_Info_*.  Legal at any time, as MPI-4 has it.
 */
#include "core/info.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/door.h"
#include "base/text.h"

/* MPI_INFO_ENV: how the program was started (MPI-3.1, section 10.5.3). */
static struct dr_info *environment(void)
{
    struct dr_info *info = dr_info_new();
    const struct dr_config *config = &dr_world->config;
    struct dr_text argv = DR_TEXT_EMPTY;
    char number[16];
    int i;

    for (i = 1; i < config->argc; i++)
        dr_text_printf(&argv, "%s%s", i > 1 ? " " : "", config->argv[i]);
    snprintf(number, sizeof(number), "%d", dr_world->nranks);
    dr_info_set(info, "command", config->program);
    dr_info_set(info, "argv", dr_text_string(&argv));
    dr_info_set(info, "maxprocs", number);
    dr_text_end(&argv);
    return info;
}

/* Find an object to change. */
static int find(MPI_Info handle, struct dr_info **info)
{
    *info = dr_info_get(handle);
    if (*info)
        return MPI_SUCCESS;
    if (handle == MPI_INFO_ENV)
        return dr_raise(NULL, MPI_ERR_INFO, "MPI_INFO_ENV is read-only");
    return dr_raise_handle(NULL, MPI_ERR_INFO, DR_KIND_INFO, handle, "info");
}

/* Find an object to read; done() ends the use. */
static int find_to_read(MPI_Info handle, struct dr_info **info)
{
    if (handle != MPI_INFO_ENV)
        return find(handle, info);
    *info = environment();
    return MPI_SUCCESS;
}

static int done(MPI_Info handle, struct dr_info *info, int code)
{
    if (handle == MPI_INFO_ENV)
        dr_info_free(info);
    return code;
}

static int check_key(const char *key)
{
    if (!key || !key[0])
        return dr_raise(NULL, MPI_ERR_INFO_KEY, "key is NULL or empty");
    if (strlen(key) >= MPI_MAX_INFO_KEY)
        return dr_raise(NULL, MPI_ERR_INFO_KEY,
                        "key has %zu bytes, more than %d", strlen(key),
                        MPI_MAX_INFO_KEY - 1);
    return MPI_SUCCESS;
}

static int publish(struct dr_info *info, MPI_Info *handle)
{
    *handle =
        (MPI_Info)dr_handle_new(&dr_world->self->handles, DR_KIND_INFO, info);
    return MPI_SUCCESS;
}

int PMPI_Info_create(MPI_Info *info)
{
    DR_DOOR_ANYTIME("MPI_Info_create", "&", info);

    if (!info)
        return dr_raise(NULL, MPI_ERR_ARG, "info is NULL");
    return publish(dr_info_new(), info);
}
DR_ALIAS(int, Info_create, (MPI_Info *))

/* The words of the command line are known; the program need not tell them. */
int PMPI_Info_create_env(int argc, char **argv, MPI_Info *info)
{
    DR_DOOR_ANYTIME("MPI_Info_create_env", "i*&", argc, argv, info);

    if (!info)
        return dr_raise(NULL, MPI_ERR_ARG, "info is NULL");
    return publish(environment(), info);
}
DR_ALIAS(int, Info_create_env, (int, char **, MPI_Info *))

int PMPI_Info_dup(MPI_Info info, MPI_Info *newinfo)
{
    DR_DOOR_ANYTIME("MPI_Info_dup", "*&", info, newinfo);
    struct dr_info *found;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    if (!newinfo)
        code = dr_raise(NULL, MPI_ERR_ARG, "newinfo is NULL");
    else
        code = publish(dr_info_copy(found), newinfo);
    return done(info, found, code);
}
DR_ALIAS(int, Info_dup, (MPI_Info, MPI_Info *))

int PMPI_Info_free(MPI_Info *info)
{
    DR_DOOR_ANYTIME("MPI_Info_free", "&", info);
    struct dr_info *found;
    int code;

    if (!info)
        return dr_raise(NULL, MPI_ERR_ARG, "info is NULL");
    code = find(*info, &found);
    if (code != MPI_SUCCESS)
        return code;
    dr_handle_free(&dr_world->self->handles, (uintptr_t)*info);
    dr_info_free(found);
    *info = MPI_INFO_NULL;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Info_free, (MPI_Info *))

int PMPI_Info_set(MPI_Info info, const char *key, const char *value)
{
    DR_DOOR_ANYTIME("MPI_Info_set", "***", info, key, value);
    struct dr_info *found;
    int code = find(info, &found);

    if (code == MPI_SUCCESS)
        code = check_key(key);
    if (code != MPI_SUCCESS)
        return code;
    if (!value || strlen(value) >= MPI_MAX_INFO_VAL)
        return dr_raise(NULL, MPI_ERR_INFO_VALUE,
                        "the value of key \"%s\" is NULL or has more than %d "
                        "bytes",
                        key, MPI_MAX_INFO_VAL - 1);
    dr_info_set(found, key, value);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Info_set, (MPI_Info, const char *, const char *))

int PMPI_Info_delete(MPI_Info info, const char *key)
{
    DR_DOOR_ANYTIME("MPI_Info_delete", "**", info, key);
    struct dr_info *found;
    int code = find(info, &found);

    if (code == MPI_SUCCESS)
        code = check_key(key);
    if (code == MPI_SUCCESS && !dr_info_delete(found, key))
        return dr_raise(NULL, MPI_ERR_INFO_NOKEY, "info has no key \"%s\"",
                        key);
    return code;
}
DR_ALIAS(int, Info_delete, (MPI_Info, const char *))

/* The value of a key, for the three calls that ask for one; NULL in `value` if
 * the key is not there. */
static int look_up(struct dr_info *info, const char *key, const int *flag,
                   const char **value)
{
    int code = check_key(key);

    if (code == MPI_SUCCESS && !flag)
        return dr_raise(NULL, MPI_ERR_ARG, "flag is NULL");
    if (code == MPI_SUCCESS)
        *value = dr_info_value(info, key);
    return code;
}

/* Copy at most `length` bytes and a zero. */
static void copy_value(char *to, const char *value, int length)
{
    size_t n = strnlen(value, (size_t)length);

    memcpy(to, value, n);
    to[n] = '\0';
}

static int get(struct dr_info *info, const char *key, int valuelen, char *value,
               int *flag)
{
    const char *found = NULL;
    int code = look_up(info, key, flag, &found);

    if (code != MPI_SUCCESS)
        return code;
    if (!value || valuelen < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "value is NULL or valuelen %d",
                        valuelen);
    *flag = found != NULL;
    if (found)
        copy_value(value, found, valuelen);
    return MPI_SUCCESS;
}

int PMPI_Info_get(MPI_Info info, const char *key, int valuelen, char *value,
                  int *flag)
{
    DR_DOOR_ANYTIME("MPI_Info_get", "**i*&", info, key, valuelen, value, flag);
    struct dr_info *found;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    return done(info, found, get(found, key, valuelen, value, flag));
}
DR_ALIAS(int, Info_get, (MPI_Info, const char *, int, char *, int *))

/* `buflen` counts the zero, unlike MPI_Info_get's valuelen; it says how much
 * room there is, and then how much was needed. */
static int get_string(struct dr_info *info, const char *key, int *buflen,
                      char *value, int *flag)
{
    const char *found = NULL;
    int code = look_up(info, key, flag, &found);

    if (code != MPI_SUCCESS)
        return code;
    if (!buflen || *buflen < 0 || (*buflen > 0 && !value))
        return dr_raise(NULL, MPI_ERR_ARG, "buflen or value is invalid");
    *flag = found != NULL;
    if (!found)
        return MPI_SUCCESS;
    if (*buflen > 0)
        copy_value(value, found, *buflen - 1);
    *buflen = (int)strlen(found) + 1;
    return MPI_SUCCESS;
}

int PMPI_Info_get_string(MPI_Info info, const char *key, int *buflen,
                         char *value, int *flag)
{
    DR_DOOR_ANYTIME("MPI_Info_get_string", "**&*&", info, key, buflen, value,
                    flag);
    struct dr_info *found;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    return done(info, found, get_string(found, key, buflen, value, flag));
}
DR_ALIAS(int, Info_get_string, (MPI_Info, const char *, int *, char *, int *))

int PMPI_Info_get_valuelen(MPI_Info info, const char *key, int *valuelen,
                           int *flag)
{
    DR_DOOR_ANYTIME("MPI_Info_get_valuelen", "**&&", info, key, valuelen, flag);
    struct dr_info *found;
    const char *value = NULL;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    code = look_up(found, key, flag, &value);
    if (code == MPI_SUCCESS && !valuelen)
        code = dr_raise(NULL, MPI_ERR_ARG, "valuelen is NULL");
    if (code == MPI_SUCCESS) {
        *flag = value != NULL;
        if (value)
            *valuelen = (int)strlen(value);
    }
    return done(info, found, code);
}
DR_ALIAS(int, Info_get_valuelen, (MPI_Info, const char *, int *, int *))

int PMPI_Info_get_nkeys(MPI_Info info, int *nkeys)
{
    DR_DOOR_ANYTIME("MPI_Info_get_nkeys", "*&", info, nkeys);
    struct dr_info *found;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    if (!nkeys)
        code = dr_raise(NULL, MPI_ERR_ARG, "nkeys is NULL");
    else
        *nkeys = (int)found->count;
    return done(info, found, code);
}
DR_ALIAS(int, Info_get_nkeys, (MPI_Info, int *))

int PMPI_Info_get_nthkey(MPI_Info info, int n, char *key)
{
    DR_DOOR_ANYTIME("MPI_Info_get_nthkey", "*i&", info, n, key);
    struct dr_info *found;
    int code = find_to_read(info, &found);

    if (code != MPI_SUCCESS)
        return code;
    if (n < 0 || (size_t)n >= found->count)
        code = dr_raise(NULL, MPI_ERR_ARG, "n is %d, but info has %zu keys", n,
                        found->count);
    else if (!key)
        code = dr_raise(NULL, MPI_ERR_ARG, "key is NULL");
    else
        copy_value(key, found->pairs[n].key, MPI_MAX_INFO_KEY - 1);
    return done(info, found, code);
}
DR_ALIAS(int, Info_get_nthkey, (MPI_Info, int, char *))
