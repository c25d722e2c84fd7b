/*
 * libc_host.c - where a rank believes to be.
 *
 * The host is that of the platform.  Process numbers are made up: 10000 plus
 * the rank, and 9999 for mpirun, the parent of all.
 */
#include <errno.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "api/libc.h"
#include "net/net.h"

enum {
    LAUNCHER = 9999
};

DR_WRAP(int, gethostname, (char *name, size_t room))
{
    const char *host;

    if (!dr_running())
        return gethostname(name, room);
    host = dr_net_host_name(dr_world->self->host);
    if (strlen(host) >= room) {
        memcpy(name, host, room);
        errno = ENAMETOOLONG;
        return -1;
    }
    strcpy(name, host);
    return 0;
}

DR_WRAP(int, uname, (struct utsname * result))
{
    int code = uname(result);

    if (code == 0 && dr_running()) {
        const char *host = dr_net_host_name(dr_world->self->host);
        size_t most = sizeof result->nodename - 1;

        memset(result->nodename, 0, sizeof result->nodename);
        memcpy(result->nodename, host,
               strlen(host) < most ? strlen(host) : most);
    }
    return code;
}

DR_WRAP(pid_t, getpid, (void))
{
    return dr_running() ? LAUNCHER + 1 + dr_world->self->id : getpid();
}

DR_WRAP(pid_t, getppid, (void))
{
    return dr_running() ? LAUNCHER : getppid();
}
