/*
 * outcomes.c - small programs with several outcomes: the first argument names
 * one.  Ranks print what they found.
 */
#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int rank, size, repeat, got;
static const MPI_Comm world = MPI_COMM_WORLD;
static MPI_Status status;

static void send(int to, int tag)
{
    MPI_Send(&rank, 1, MPI_INT, to, tag, world);
}

static int receive(int from, int tag)
{
    MPI_Recv(&got, 1, MPI_INT, from, tag, world, &status);
    return status.MPI_SOURCE;
}

static int any(void)
{
    int source = receive(MPI_ANY_SOURCE, 0);

    printf("%d\n", source);
    return source;
}

/* All others send to rank 0, which prints in which order they come. */
static void fan_in(void)
{
    for (int i = 0; i < repeat * (rank == 0 ? size - 1 : 1); i++)
        if (rank == 0)
            any();
        else
            send(0, 0);
}

static void probes(int matched)
{
    if (rank == 0) {
        MPI_Message message;

        if (matched)
            MPI_Mprobe(MPI_ANY_SOURCE, 0, world, &message, &status);
        else
            MPI_Probe(MPI_ANY_SOURCE, 0, world, &status);
        printf("%d\n", status.MPI_SOURCE);
        if (matched)
            MPI_Mrecv(&got, 1, MPI_INT, &message, &status);
        else
            receive(status.MPI_SOURCE, 0);
        receive(3 - status.MPI_SOURCE, 0);
    } else {
        send(0, 0);
    }
}

/* The wildcard may take what the last receive waits for. */
static void probe_then_any(void)
{
    int probed;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    MPI_Probe(MPI_ANY_SOURCE, 0, world, &status);
    probed = status.MPI_SOURCE;
    receive(MPI_ANY_SOURCE, 0);
    receive(3 - probed, 0);
}

/* Receives from all, asked for in one of several ways until all are done. */
static void ask(const char *how)
{
    MPI_Request requests[16];
    int index, flag, indices[16], data[16], n = size - 1;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    for (int i = 0; i < n; i++)
        MPI_Irecv(&data[i], 1, MPI_INT, i + 1, 0, world, &requests[i]);
    if (!strcmp(how, "waitany"))
        for (int i = 0; i < n; i++) {
            MPI_Waitany(n, requests, &index, &status);
            printf("%d\n", index);
        }
    if (!strcmp(how, "waitsome"))
        MPI_Waitsome(n, requests, &flag, indices, MPI_STATUSES_IGNORE);
    for (int i = 0; !strcmp(how, "waitsome") && i < flag; i++)
        printf("%d%s", indices[i], i + 1 < flag ? "+" : "\n");
    if (!strcmp(how, "testany"))
        MPI_Testany(n, requests, &index, &flag, &status);
    if (!strcmp(how, "testsome"))
        MPI_Testsome(n, requests, &flag, indices, MPI_STATUSES_IGNORE);
    MPI_Waitall(n, requests, MPI_STATUSES_IGNORE);
}

/* One look, then a wait. */
static void look(const char *how)
{
    MPI_Request request;
    int flag;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    if (!strcmp(how, "iprobe")) {
        MPI_Iprobe(1, 0, world, &flag, &status);
        receive(1, 0);
    } else {
        MPI_Irecv(&got, 1, MPI_INT, 1, 0, world, &request);
        flag = 0;
        while (!strcmp(how, "poll_loop") && !flag)
            MPI_Test(&request, &flag, &status);
        if (!strcmp(how, "test"))
            MPI_Test(&request, &flag, &status);
        else if (!strcmp(how, "testall"))
            MPI_Testall(1, &request, &flag, &status);
        MPI_Wait(&request, &status);
    }
    printf("%s\n", flag ? "yes" : "no");
}

/* Rank 0 sends once it has looked in vain: rank 1 may see that first. */
static void early_look(void)
{
    MPI_Request request;
    int flag;

    if (rank == 0) {
        MPI_Irecv(&got, 1, MPI_INT, 1, 1, world, &request);
        MPI_Test(&request, &flag, &status);
        send(1, 0);
        MPI_Wait(&request, &status);
    } else if (rank == 1) {
        any();
        any();
        send(0, 1);
    } else {
        send(1, 0);
    }
}

/* The wildcard was posted first: if it takes rank 1's message, the receive
 * from rank 1 has none. */
static void order(void)
{
    MPI_Request request;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, world, &request);
    receive(1, 0);
    MPI_Wait(&request, &status);
}

/* The first two ranks receive from each of the others. */
static void any_tag(void)
{
    MPI_Request requests[8];
    int got2[8];

    for (int i = 2; i < size; i++)
        if (rank < 2)
            MPI_Irecv(&got2[i], 1, MPI_INT, i, MPI_ANY_TAG, world,
                      &requests[i]);
    if (rank < 2) {
        MPI_Waitall(size - 2, requests + 2, MPI_STATUSES_IGNORE);
    } else {
        send(0, rank);
        send(1, rank);
    }
}

/* The look comes before or after the wildcard has its message. */
static void wild_test(void)
{
    MPI_Request request;
    int flag;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, world, &request);
    MPI_Test(&request, &flag, &status);
    MPI_Wait(&request, &status);
}

/* Each third of the ranks sends to the first or second or third rank. */
static void fans(void)
{
    int n = size / 3;

    if (rank < n)
        for (int i = 0; i < 2; i++)
            any();
    else
        send(rank % n, 0);
}

/* Two wildcards that cannot take each other's messages. */
static void tags(void)
{
    MPI_Request requests[2];
    int got2[2];

    if (rank > 0) {
        send(0, rank % 2);
        return;
    }
    for (int i = 0; i < 2; i++)
        MPI_Irecv(&got2[i], 1, MPI_INT, MPI_ANY_SOURCE, i, world, &requests[i]);
    MPI_Waitall(2, requests, MPI_STATUSES_IGNORE);
    printf("%d %d\n", got2[0], got2[1]);
    for (int i = 0; i < 2; i++)
        receive(MPI_ANY_SOURCE, i);
}

static void nonblocking(void)
{
    MPI_Request requests[8];
    int from[8], n = size - 1;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    for (int i = 0; i < n; i++)
        MPI_Irecv(&from[i], 1, MPI_INT, MPI_ANY_SOURCE, 0, world, &requests[i]);
    MPI_Waitall(n, requests, MPI_STATUSES_IGNORE);
    for (int i = 0; i < n; i++)
        printf("%d\n", from[i]);
}

/* In the communicator of the odd ranks. */
static void split(void)
{
    MPI_Comm half;

    MPI_Comm_split(world, rank % 2, 0, &half);
    if (rank == 1)
        for (int i = 0; i < 2; i++) {
            MPI_Recv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, half, &status);
            printf("%d\n", status.MPI_SOURCE);
        }
    else if (rank % 2 == 1)
        MPI_Send(&rank, 1, MPI_INT, 0, 0, half);
    MPI_Comm_free(&half);
}

/* A receive before and one after: messages do not pass the barriers. */
static void barrier(void)
{
    for (int i = 0; i < 2; i++) {
        fan_in();
        MPI_Barrier(world);
    }
}

static void cancel(void)
{
    MPI_Request request;
    int cancelled;

    if (rank == 1)
        MPI_Ssend(&rank, 1, MPI_INT, 0, 0, world);
    if (rank > 0)
        return;
    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, world, &request);
    MPI_Cancel(&request);
    MPI_Wait(&request, &status);
    MPI_Test_cancelled(&status, &cancelled);
    printf("%s\n", cancelled ? "cancelled" : "received");
    if (cancelled)
        receive(1, 0);
}

/* The exact receive waits behind the wildcard until that is cancelled. */
static void cancel_then_exact(void)
{
    MPI_Request requests[2];
    MPI_Status statuses[2];
    int cancelled, other;

    if (rank == 1)
        for (int i = 0; i < 2; i++)
            send(0, 0);
    if (rank > 0)
        return;
    MPI_Irecv(&got, 1, MPI_INT, MPI_ANY_SOURCE, 0, world, &requests[0]);
    MPI_Irecv(&other, 1, MPI_INT, 1, 0, world, &requests[1]);
    MPI_Cancel(&requests[0]);
    MPI_Waitall(2, requests, statuses);
    MPI_Test_cancelled(&statuses[0], &cancelled);
    if (cancelled)
        MPI_Recv(&got, 1, MPI_INT, 1, 0, world, MPI_STATUS_IGNORE);
}

/* Something happens if the last rank is first. */
static int if_last_is_first(const char *what)
{
    int result = 0, spins = !strcmp(what, "hang_then_spin");

    if (rank > 0) {
        send(0, 0);
        return 0;
    }
    for (int i = 1; i < size; i++) {
        int last = any() == size - 1 && i == 1;

        while (spins && i == 1 && status.MPI_SOURCE == 1)
            ;
        if (!strncmp(what, "kill", 4) && i == 1 && status.MPI_SOURCE == 1)
            raise(SIGKILL);
        if (!last)
            continue;
        if (!strncmp(what, "hang", 4) || !strcmp(what, "kill_or_hang"))
            receive(size - 1, 0);
        if (!strcmp(what, "crash"))
            raise(SIGSEGV);
        if (!strcmp(what, "abort"))
            MPI_Abort(world, 7);
        if (!strcmp(what, "status"))
            result = 5;
    }
    return result;
}

/* The same, whoever is first. */
static void sum(void)
{
    int total = 0;

    if (rank > 0) {
        send(0, 0);
        return;
    }
    for (int i = 1; i < size; i++)
        total += receive(MPI_ANY_SOURCE, 0);
    printf("%d\n", total);
}

static void prints(int lines)
{
    static const char odd[] = "\xff\xfe\x80\n";

    if (rank > 0) {
        send(0, 0);
        return;
    }
    if (lines == 0)
        fputs(odd, stdout);
    for (int i = 0; i < lines; i++)
        printf("%05d\n", i);
    for (int i = 1; i < size; i++)
        any();
}

/* A choice, then all wait for the one before. */
static void ring(void)
{
    fan_in();
    receive((rank + size - 1) % size, 9);
}

static void endless(void)
{
    for (;;)
        if (rank == 0)
            receive(MPI_ANY_SOURCE, 0);
        else
            MPI_Ssend(&rank, 1, MPI_INT, 0, 0, world);
}

static void polls(double seconds)
{
    double begin = MPI_Wtime();
    int flag = 0;

    while (!flag && (seconds == 0 || MPI_Wtime() < begin + seconds))
        MPI_Iprobe(1 - rank, 0, world, &flag, &status);
}

#define IS(word) (!strcmp(what, word))

static int run(const char *what)
{
    if (IS("receive"))
        fan_in();
    else if (IS("probe") || IS("mprobe"))
        probes(IS("mprobe"));
    else if (IS("probe_then_any"))
        probe_then_any();
    else if (IS("waitany") || IS("waitsome") || IS("testany") || IS("testsome"))
        ask(what);
    else if (IS("test") || IS("poll_loop") || IS("testall") || IS("iprobe"))
        look(what);
    else if (IS("early_look"))
        early_look();
    else if (IS("order"))
        order();
    else if (IS("any_tag"))
        any_tag();
    else if (IS("wild_test"))
        wild_test();
    else if (IS("fans"))
        fans();
    else if (IS("tags"))
        tags();
    else if (IS("nonblocking"))
        nonblocking();
    else if (IS("split"))
        split();
    else if (IS("barrier"))
        barrier();
    else if (IS("cancel"))
        cancel();
    else if (IS("cancel_then_exact"))
        cancel_then_exact();
    else if (IS("sum"))
        sum();
    else if (IS("bytes") || IS("much"))
        prints(IS("much") ? 10000 : 0);
    else if (IS("ring"))
        ring();
    else if (IS("endless"))
        endless();
    else if (IS("polls") || IS("timed_looks"))
        polls(IS("polls") ? 0 : 60);
    else if (IS("spin"))
        for (;;)
            ;
    else
        return if_last_is_first(what);
    return 0;
}

int main(int argc, char **argv)
{
    int result;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(world, &rank);
    MPI_Comm_size(world, &size);
    repeat = argc > 2 ? atoi(argv[2]) : 1;
    if (argc < 2)
        fclose(fopen("nothing", "w"));
    result = run(argv[1]);
    MPI_Finalize();
    return result;
}
