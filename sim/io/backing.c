/*
 * backing.c - the real file behind a file of MPI.
 */
#include "io/backing.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "io/shadow.h"

/* One of the two. */
struct dr_backing {
    int fd;
    struct dr_shadow *shadow;
};

/* Each rank would be a process with a limit of its own: theirs together are
 * more than the usual one of this process. */
static bool raise_limit(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) || limit.rlim_cur >= limit.rlim_max)
        return false;
    limit.rlim_cur = limit.rlim_max;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

/* Are the directories of two names one? */
static bool same_folder(const char *a, const char *b)
{
    char folders[2][PATH_MAX], real[2][PATH_MAX];

    snprintf(folders[0], PATH_MAX, "%s", a);
    snprintf(folders[1], PATH_MAX, "%s", b);
    return realpath(dirname(folders[0]), real[0]) &&
           realpath(dirname(folders[1]), real[1]) &&
           strcmp(real[0], real[1]) == 0;
}

static const char *last_part(const char *name)
{
    const char *slash = strrchr(name, '/');

    return slash ? slash + 1 : name;
}

bool dr_backing_same(const char *a, const char *b)
{
    struct stat of_a, of_b;
    bool a_is_there, b_is_there;

    if (strcmp(a, b) == 0)
        return true;
    a_is_there = stat(a, &of_a) == 0;
    b_is_there = stat(b, &of_b) == 0;
    if (a_is_there && b_is_there)
        return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
    return a_is_there == b_is_there && same_folder(a, b) &&
           strcmp(last_part(a), last_part(b)) == 0;
}

static int flags_of(struct dr_backing_how how)
{
    int flags = O_CLOEXEC;

    flags |= !how.writes ? O_RDONLY : how.reads ? O_RDWR : O_WRONLY;
    if (how.creates)
        flags |= O_CREAT;
    if (how.exclusive)
        flags |= O_EXCL;
    return flags;
}

static struct dr_backing *new_backing(int fd, struct dr_shadow *shadow)
{
    struct dr_backing *backing = dr_zalloc(1, sizeof *backing);

    *backing = (struct dr_backing){fd, shadow};
    return backing;
}

int dr_backing_open(struct dr_backing **backing, const char *path,
                    struct dr_backing_how how)
{
    struct dr_shadow *shadow;
    struct stat info;
    int fd, error;

    *backing = NULL;
    if (how.apart) {
        error = dr_shadow_open(how.apart, &shadow, path, how);
        if (!error)
            *backing = new_backing(-1, shadow);
        return error;
    }
    do {
        fd = open(path, flags_of(how), 0666);
    } while (fd < 0 && (errno == EINTR || (errno == EMFILE && raise_limit())));
    if (fd < 0)
        return errno;
    if (fstat(fd, &info) == 0 && S_ISDIR(info.st_mode)) {
        close(fd);
        return EISDIR;
    }
    *backing = new_backing(fd, NULL);
    return 0;
}

bool dr_backing_identity(const struct dr_backing *backing, uint64_t id[2])
{
    struct stat info;

    if (backing->shadow) {
        id[0] = UINT64_MAX;
        id[1] = (uintptr_t)backing->shadow;
        return true;
    }
    if (fstat(backing->fd, &info) || !S_ISREG(info.st_mode))
        return false;
    id[0] = (uint64_t)info.st_dev;
    id[1] = (uint64_t)info.st_ino;
    return true;
}

void dr_backing_look(const struct dr_backing *backing,
                     struct dr_backing_stamp *stamp)
{
    struct stat info;

    *stamp = (struct dr_backing_stamp){0};
    if (!backing)
        return;
    if (backing->shadow ? stat(dr_shadow_path(backing->shadow), &info)
                        : fstat(backing->fd, &info))
        return;
    *stamp = (struct dr_backing_stamp){
        (uint64_t)info.st_size, info.st_mtim.tv_sec, info.st_mtim.tv_nsec};
}

int dr_backing_close(struct dr_backing *backing)
{
    int error = 0;

    if (!backing)
        return 0;
    /* Interrupted, it is closed all the same on Linux. */
    if (!backing->shadow && close(backing->fd) && errno != EINTR)
        error = errno;
    free(backing);
    return error;
}

int dr_backing_delete(const char *path, struct dr_shadows *apart)
{
    if (apart)
        return dr_shadow_delete(apart, path);
    return unlink(path) ? errno : 0;
}

int dr_backing_read(struct dr_backing *backing, void *out, uint64_t bytes,
                    uint64_t offset, uint64_t *done)
{
    *done = 0;
    if (!backing)
        return EBADF;
    if (backing->shadow)
        return dr_shadow_read(backing->shadow, out, bytes, offset, done);
    while (*done < bytes) {
        ssize_t part = pread(backing->fd, (char *)out + *done, bytes - *done,
                             (off_t)(offset + *done));

        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return errno;
        if (part == 0)
            break;
        *done += (uint64_t)part;
    }
    return 0;
}

int dr_backing_write(struct dr_backing *backing, const void *in, uint64_t bytes,
                     uint64_t offset, uint64_t *done)
{
    *done = 0;
    if (!backing)
        return EBADF;
    if (backing->shadow) {
        *done = bytes;
        return dr_shadow_write(backing->shadow, in, bytes, offset);
    }
    while (*done < bytes) {
        ssize_t part = pwrite(backing->fd, (const char *)in + *done,
                              bytes - *done, (off_t)(offset + *done));

        if (part < 0 && errno == EINTR)
            continue;
        if (part < 0)
            return errno;
        if (part == 0)
            return EIO;
        *done += (uint64_t)part;
    }
    return 0;
}

int dr_backing_size(struct dr_backing *backing, uint64_t *bytes)
{
    struct stat info;

    if (!backing)
        return EBADF;
    if (backing->shadow) {
        *bytes = dr_shadow_size(backing->shadow);
        return 0;
    }
    if (fstat(backing->fd, &info))
        return errno;
    *bytes = (uint64_t)info.st_size;
    return 0;
}

int dr_backing_set_size(struct dr_backing *backing, uint64_t bytes)
{
    if (backing->shadow) {
        dr_shadow_set_size(backing->shadow, bytes);
        return 0;
    }
    return ftruncate(backing->fd, (off_t)bytes) ? errno : 0;
}

int dr_backing_allocate(struct dr_backing *backing, uint64_t bytes)
{
    int error;

    if (bytes == 0)
        return 0;
    if (backing->shadow) {
        if (dr_shadow_size(backing->shadow) < bytes)
            dr_shadow_set_size(backing->shadow, bytes);
        return 0;
    }
    do {
        error = posix_fallocate(backing->fd, 0, (off_t)bytes);
    } while (error == EINTR);
    return error;
}

int dr_backing_sync(struct dr_backing *backing)
{
    /* What cannot be synchronised, as a pipe, has nothing to be. */
    if (backing->shadow)
        return 0;
    return fsync(backing->fd) && errno != EINVAL && errno != EROFS ? errno : 0;
}
