/*
 * errors.c - error classes, codes and their sentences.
 */
#include "core/errors.h"

#include <stddef.h>
#include <stdlib.h>

#include "base/memory.h"

#define CLASS(name, sentence) [name] = {#name, #name ": " sentence}

static const struct {
    const char *name;
    const char *string;
} table[] = {
    CLASS(MPI_SUCCESS, "no error"),
    CLASS(MPI_ERR_BUFFER, "invalid buffer pointer"),
    CLASS(MPI_ERR_COUNT, "invalid count"),
    CLASS(MPI_ERR_TYPE, "invalid datatype"),
    CLASS(MPI_ERR_TAG, "invalid tag"),
    CLASS(MPI_ERR_COMM, "invalid communicator"),
    CLASS(MPI_ERR_RANK, "invalid rank"),
    CLASS(MPI_ERR_REQUEST, "invalid request handle"),
    CLASS(MPI_ERR_ROOT, "invalid root"),
    CLASS(MPI_ERR_GROUP, "invalid group"),
    CLASS(MPI_ERR_OP, "invalid operator, or one the datatype has not"),
    CLASS(MPI_ERR_TOPOLOGY, "invalid topology"),
    CLASS(MPI_ERR_DIMS, "invalid dimensions"),
    CLASS(MPI_ERR_ARG, "invalid argument"),
    CLASS(MPI_ERR_UNKNOWN, "unknown error"),
    CLASS(MPI_ERR_TRUNCATE, "message longer than the receive buffer"),
    CLASS(MPI_ERR_OTHER, "error that has no class of its own"),
    CLASS(MPI_ERR_INTERN, "internal error of the implementation"),
    CLASS(MPI_ERR_PENDING, "request is neither complete nor failed yet"),
    CLASS(MPI_ERR_IN_STATUS, "look for the error code in the status"),
    CLASS(MPI_ERR_ACCESS, "permission denied"),
    CLASS(MPI_ERR_AMODE, "invalid access mode of a file"),
    CLASS(MPI_ERR_ASSERT, "invalid assertion argument"),
    CLASS(MPI_ERR_BAD_FILE, "invalid file name"),
    CLASS(MPI_ERR_BASE, "invalid base address"),
    CLASS(MPI_ERR_CONVERSION, "error in a data conversion function"),
    CLASS(MPI_ERR_DISP, "invalid displacement"),
    CLASS(MPI_ERR_DUP_DATAREP, "data representation is already defined"),
    CLASS(MPI_ERR_FILE_EXISTS, "file exists"),
    CLASS(MPI_ERR_FILE_IN_USE, "file is open elsewhere"),
    CLASS(MPI_ERR_FILE, "invalid file handle"),
    CLASS(MPI_ERR_INFO_KEY, "info key empty or too long"),
    CLASS(MPI_ERR_INFO_NOKEY, "info object has no such key"),
    CLASS(MPI_ERR_INFO_VALUE, "info value too long"),
    CLASS(MPI_ERR_INFO, "invalid info object"),
    CLASS(MPI_ERR_IO, "input or output error"),
    CLASS(MPI_ERR_KEYVAL, "invalid attribute key"),
    CLASS(MPI_ERR_LOCKTYPE, "invalid lock type"),
    CLASS(MPI_ERR_NAME, "service name is not published"),
    CLASS(MPI_ERR_NO_MEM, "memory is exhausted"),
    CLASS(MPI_ERR_NOT_SAME, "collective argument differs between processes"),
    CLASS(MPI_ERR_NO_SPACE, "not enough space"),
    CLASS(MPI_ERR_NO_SUCH_FILE, "file does not exist"),
    CLASS(MPI_ERR_PORT, "invalid port name"),
    CLASS(MPI_ERR_QUOTA, "quota exceeded"),
    CLASS(MPI_ERR_READ_ONLY, "file or file system is read-only"),
    CLASS(MPI_ERR_RMA_ATTACH, "memory cannot be attached"),
    CLASS(MPI_ERR_RMA_CONFLICT, "conflicting accesses to a window"),
    CLASS(MPI_ERR_RMA_RANGE, "target memory is not part of the window"),
    CLASS(MPI_ERR_RMA_SHARED, "memory cannot be shared"),
    CLASS(MPI_ERR_RMA_SYNC, "wrong synchronisation of a window"),
    CLASS(MPI_ERR_SERVICE, "invalid service name"),
    CLASS(MPI_ERR_SIZE, "invalid size"),
    CLASS(MPI_ERR_SPAWN, "error in spawning processes"),
    CLASS(MPI_ERR_UNSUPPORTED_DATAREP, "unsupported data representation"),
    CLASS(MPI_ERR_UNSUPPORTED_OPERATION, "unsupported operation"),
    CLASS(MPI_ERR_WIN, "invalid window"),
    CLASS(MPI_ERR_RMA_FLAVOR, "window has the wrong flavor"),
    CLASS(MPI_ERR_PROC_ABORTED, "a process aborted"),
    CLASS(MPI_ERR_VALUE_TOO_LARGE, "value does not fit into the argument"),
    CLASS(MPI_ERR_SESSION, "invalid session"),
    CLASS(MPI_ERR_ERRHANDLER, "invalid error handler"),
    CLASS(MPI_ERR_ABI, "unsupported binary interface"),
};

enum {
    CLASSES = sizeof(table) / sizeof(table[0]),
    FIRST_ADDED = MPI_ERR_LASTCODE + 1,
};

struct added {
    int error_class;
    char *string; /* or NULL */
    bool removed; /* its number is not used again */
};

/* Code FIRST_ADDED + i is items[i]; a class is its own class. */
struct dr_errors {
    struct added *items;
    int count;
};

static struct added *find(const struct dr_errors *added, int code)
{
    struct added *item;

    if (!added || code < FIRST_ADDED || code - FIRST_ADDED >= added->count)
        return NULL;
    item = &added->items[code - FIRST_ADDED];
    return item->removed ? NULL : item;
}

const char *dr_error_name(int error_class)
{
    if (error_class < 0 || error_class >= CLASSES)
        return NULL;
    return table[error_class].name;
}

const char *dr_error_string(const struct dr_errors *added, int code)
{
    const struct added *item = find(added, code);

    if (item)
        return item->string ? item->string : "";
    return code >= 0 && code < CLASSES ? table[code].string : NULL;
}

int dr_error_class(const struct dr_errors *added, int code)
{
    const struct added *item = find(added, code);

    if (item)
        return item->error_class;
    return code >= 0 && code < CLASSES ? code : -1;
}

/* The code of a new entry. */
static int add(struct dr_errors **added, int error_class)
{
    struct dr_errors *list = *added;

    if (!list)
        list = *added = dr_zalloc(1, sizeof(*list));
    list->items = dr_realloc(list->items,
                             ((size_t)list->count + 1) * sizeof(*list->items));
    list->items[list->count] = (struct added){.error_class = error_class};
    return FIRST_ADDED + list->count++;
}

int dr_errors_add_class(struct dr_errors **added)
{
    int error_class = add(added, 0);

    find(*added, error_class)->error_class = error_class;
    return error_class;
}

int dr_errors_add_code(struct dr_errors **added, int error_class)
{
    return add(added, error_class);
}

bool dr_errors_set_string(struct dr_errors *added, int code, const char *string)
{
    struct added *item = find(added, code);

    if (!item)
        return false;
    free(item->string);
    item->string = dr_strdup(string);
    return true;
}

bool dr_errors_drop_string(struct dr_errors *added, int code)
{
    struct added *item = find(added, code);

    if (!item || !item->string)
        return false;
    free(item->string);
    item->string = NULL;
    return true;
}

int dr_errors_code_of(const struct dr_errors *added, int error_class)
{
    for (int i = 0; added && i < added->count; i++) {
        const struct added *item = &added->items[i];
        int code = FIRST_ADDED + i;

        if (!item->removed && item->error_class == error_class &&
            code != error_class)
            return code;
    }
    return -1;
}

bool dr_errors_remove(struct dr_errors *added, int code)
{
    struct added *item = find(added, code);

    if (!item)
        return false;
    free(item->string);
    *item = (struct added){.removed = true};
    return true;
}

int dr_errors_last(const struct dr_errors *added)
{
    return added ? FIRST_ADDED + added->count - 1 : MPI_ERR_LASTCODE;
}

void dr_errors_end(struct dr_errors *added)
{
    int i;

    if (!added)
        return;
    for (i = 0; i < added->count; i++)
        free(added->items[i].string);
    free(added->items);
    free(added);
}
