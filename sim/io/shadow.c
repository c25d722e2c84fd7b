/*
 * shadow.c - files that a run changes in its memory only.
 *
 * Invariant: bytes of a page that the file has not are zero; the file itself
 * shows through only below `through`.
 */
#include "io/shadow.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/table.h"

enum {
    PAGE = 65536
};

struct dr_shadow {
    struct dr_shadow *next;
    char *path;
    bool exists;
    int fd;                /* of the file itself, or -1 */
    uint64_t size;         /* as the run knows it */
    uint64_t through;      /* bytes of the file itself that still count */
    struct dr_table pages; /* by number: what the run has written to */
};

static struct dr_shadow *find(struct dr_shadows *shadows, const char *path)
{
    struct dr_shadow *it = shadows->first;

    while (it && strcmp(it->path, path) != 0)
        it = it->next;
    return it;
}

/* May a file be made there? */
static int check_folder(const char *path)
{
    char *folder = dr_strdup(path), *slash = strrchr(folder, '/');
    int error = 0;

    if (slash == folder)
        slash++;
    if (slash)
        *slash = '\0';
    if (access(slash ? folder : ".", W_OK | X_OK))
        error = errno;
    free(folder);
    return error;
}

static int look_at(const char *path, struct dr_shadow *found)
{
    struct stat info;

    found->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (found->fd < 0)
        return errno == ENOENT ? check_folder(path) : errno;
    if (fstat(found->fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        close(found->fd);
        return EISDIR;
    }
    found->exists = true;
    found->size = found->through = (uint64_t)info.st_size;
    return 0;
}

/* The file as this run knows it, when it first asks for it. */
static int meet(struct dr_shadows *shadows, const char *path,
                struct dr_shadow **met)
{
    struct dr_shadow found = {.fd = -1};
    int error;

    *met = find(shadows, path);
    if (*met)
        return 0;
    error = look_at(path, &found);
    if (error)
        return error;
    *met = dr_zalloc(1, sizeof **met);
    **met = found;
    (*met)->path = dr_strdup(path);
    (*met)->next = shadows->first;
    shadows->first = *met;
    return 0;
}

int dr_shadow_open(struct dr_shadows *shadows, struct dr_shadow **shadow,
                   const char *path, struct dr_backing_how how)
{
    int error = meet(shadows, path, shadow);

    if (error)
        return error;
    if (!(*shadow)->exists && !how.creates)
        return ENOENT;
    if ((*shadow)->exists && how.exclusive && how.creates)
        return EEXIST;
    if (how.writes && (*shadow)->fd >= 0 && access(path, W_OK))
        return errno;
    (*shadow)->exists = true;
    return 0;
}

/* Cut behind `bytes`: what was there must read as zeros later. */
static void cut(struct dr_shadow *shadow, uint64_t bytes)
{
    for (uint64_t page = bytes / PAGE; page * PAGE < shadow->size; page++) {
        char *memory = dr_table_get(&shadow->pages, page, 0);
        uint64_t from = page * PAGE < bytes ? bytes % PAGE : 0;

        if (memory)
            memset(memory + from, 0, PAGE - from);
    }
    if (shadow->through > bytes)
        shadow->through = bytes;
}

void dr_shadow_set_size(struct dr_shadow *shadow, uint64_t bytes)
{
    if (bytes < shadow->size)
        cut(shadow, bytes);
    shadow->size = bytes;
}

int dr_shadow_delete(struct dr_shadows *shadows, const char *path)
{
    struct dr_shadow *shadow;
    int error = meet(shadows, path, &shadow);

    if (error)
        return error;
    if (!shadow->exists)
        return ENOENT;
    dr_shadow_set_size(shadow, 0);
    shadow->exists = false;
    return 0;
}

/* Bytes of the file itself, zeros behind it. */
static int show_through(struct dr_shadow *shadow, char *out, uint64_t bytes,
                        uint64_t offset)
{
    uint64_t done = 0;

    memset(out, 0, bytes);
    while (done < bytes && offset + done < shadow->through) {
        uint64_t left = shadow->through - offset - done;
        ssize_t part = pread(shadow->fd, out + done,
                             left < bytes - done ? left : bytes - done,
                             (off_t)(offset + done));

        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return errno;
        if (part == 0)
            break;
        done += (uint64_t)part;
    }
    return 0;
}

int dr_shadow_read(struct dr_shadow *shadow, void *out, uint64_t bytes,
                   uint64_t offset, uint64_t *done)
{
    uint64_t left = offset < shadow->size ? shadow->size - offset : 0;
    int error = 0;

    if (bytes > left)
        bytes = left;
    for (*done = 0; *done < bytes && !error;) {
        uint64_t at = offset + *done, part = PAGE - at % PAGE;
        const char *page = dr_table_get(&shadow->pages, at / PAGE, 0);
        char *there = (char *)out + *done;

        if (part > bytes - *done)
            part = bytes - *done;
        if (page)
            memcpy(there, page + at % PAGE, part);
        else
            error = show_through(shadow, there, part, at);
        *done += part;
    }
    return error;
}

int dr_shadow_write(struct dr_shadow *shadow, const void *in, uint64_t bytes,
                    uint64_t offset)
{
    int error = 0;

    for (uint64_t done = 0; done < bytes && !error;) {
        uint64_t at = offset + done, part = PAGE - at % PAGE;
        char *page = dr_table_get(&shadow->pages, at / PAGE, 0);

        if (part > bytes - done)
            part = bytes - done;
        if (!page) {
            page = dr_alloc(PAGE);
            error = show_through(shadow, page, PAGE, at - at % PAGE);
            dr_table_put(&shadow->pages, at / PAGE, 0, page);
        }
        memcpy(page + at % PAGE, (const char *)in + done, part);
        done += part;
    }
    if (offset + bytes > shadow->size)
        shadow->size = offset + bytes;
    return error;
}

const char *dr_shadow_path(const struct dr_shadow *shadow)
{
    return shadow->path;
}

uint64_t dr_shadow_size(const struct dr_shadow *shadow)
{
    return shadow->size;
}
