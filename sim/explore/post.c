/*
 * post.c - letters from many branches to one supervisor.
 */
#include "explore/post.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum {
    SHORT = 64 * 1024
};

/* Room for one descriptor beside a message. */
union beside {
    struct cmsghdr header;
    char room[CMSG_SPACE(sizeof(int))];
};

int dr_post_open(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
}

/* A file without a name that holds the bytes; -1: no room. */
static int make_file(const char *bytes, size_t length)
{
    int file = memfd_create("dryrun", MFD_CLOEXEC);

    while (file >= 0 && length > 0) {
        ssize_t written = write(file, bytes, length);

        if (written < 0) {
            close(file);
            return -1;
        }
        bytes += written;
        length -= (size_t)written;
    }
    return file;
}

static int send_file(int socket, int file)
{
    union beside beside = {.room = {0}};
    char nothing = 0;
    struct iovec part = {&nothing, 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = beside.room,
                             .msg_controllen = sizeof beside.room};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof file);
    memcpy(CMSG_DATA(header), &file, sizeof file);
    return sendmsg(socket, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
}

int dr_post_send(int socket, const char *bytes, size_t length)
{
    int file, failed;

    if (length <= SHORT)
        return send(socket, bytes, length, MSG_NOSIGNAL) < 0 ? -1 : 0;
    file = make_file(bytes, length);
    if (file < 0)
        return -1;
    failed = send_file(socket, file);
    close(file);
    return failed;
}

bool dr_post_deaf(int socket)
{
    struct pollfd look = {.fd = socket};

    return poll(&look, 1, 0) > 0 && (look.revents & (POLLHUP | POLLERR));
}

static int read_file(int file, char **bytes, size_t *length)
{
    struct stat status;

    if (fstat(file, &status))
        status.st_size = 0;
    *bytes = dr_zalloc((size_t)status.st_size + 1, 1);
    *length = 0;
    while (*length < (size_t)status.st_size) {
        ssize_t got = pread(file, *bytes + *length,
                            (size_t)status.st_size - *length, (off_t)*length);

        if (got <= 0)
            break;
        *length += (size_t)got;
    }
    close(file);
    return 1;
}

int dr_post_hear(int socket, int milliseconds, char **bytes, size_t *length)
{
    struct pollfd look = {.fd = socket, .events = POLLIN};
    union beside beside;
    struct iovec part = {.iov_len = SHORT};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = beside.room,
                             .msg_controllen = sizeof beside.room};
    const struct cmsghdr *header;
    ssize_t got;
    int file;

    if (poll(&look, 1, milliseconds) <= 0)
        return -1;
    part.iov_base = *bytes = dr_alloc(SHORT);
    got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    header = got > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (got > 0 && !header) {
        *length = (size_t)got;
        return 1;
    }
    free(*bytes);
    *bytes = NULL;
    if (!header)
        return got < 0 ? -1 : 0;
    memcpy(&file, CMSG_DATA(header), sizeof file);
    return read_file(file, bytes, length);
}
