/*
 * typical_client_server - two groups and an intercommunicator between them:
 * clients ask squares of any server, the servers' sum comes by a reduction.
 */
#include "expect.h"

enum {
    RANKS = 6,
    SERVERS = 2,
    QUESTIONS = 5,
    ASK = 1,
    ANSWER
};

static void serve(MPI_Comm clients, int count)
{
    for (int i = 0; i < count; i++) {
        int number;
        MPI_Status status;

        MPI_Recv(&number, 1, MPI_INT, MPI_ANY_SOURCE, ASK, clients, &status);
        number *= number;
        MPI_Send(&number, 1, MPI_INT, status.MPI_SOURCE, ANSWER, clients);
    }
}

static int ask(MPI_Comm servers, int rank)
{
    int sum = 0;

    for (int i = 0; i < QUESTIONS; i++) {
        int number = 10 * rank + i, square;

        MPI_Sendrecv(&number, 1, MPI_INT, (rank + i) % SERVERS, ASK, &square, 1,
                     MPI_INT, (rank + i) % SERVERS, ANSWER, servers,
                     MPI_STATUS_IGNORE);
        EXPECT(square == number * number);
        sum += square;
    }
    return sum;
}

int main(int argc, char **argv)
{
    int rank = expect_start(&argc, &argv, RANKS), serves = rank < SERVERS;
    int mine, sum = -1, expected = 0, others, per_server = 0;
    MPI_Comm group, between;

    MPI_Comm_split(MPI_COMM_WORLD, serves, rank, &group);
    MPI_Intercomm_create(group, 0, MPI_COMM_WORLD, serves ? SERVERS : 0, 7,
                         &between);
    MPI_Comm_rank(group, &mine);
    MPI_Comm_remote_size(between, &others);
    EXPECT(others == (serves ? RANKS - SERVERS : SERVERS));
    for (int client = 0; client < RANKS - SERVERS; client++) {
        for (int i = 0; i < QUESTIONS; i++) {
            per_server += (client + i) % SERVERS == mine;
            expected += (10 * client + i) * (10 * client + i);
        }
    }
    if (serves) {
        serve(between, per_server);
        MPI_Reduce(&mine, &sum, 1, MPI_INT, MPI_SUM,
                   mine == 0 ? MPI_ROOT : MPI_PROC_NULL, between);
        EXPECT(sum == (mine == 0 ? expected : -1));
    } else {
        int answers = ask(between, mine);

        MPI_Reduce(&answers, &mine, 1, MPI_INT, MPI_SUM, 0, between);
    }
    MPI_Comm_free(&between);
    MPI_Comm_free(&group);
    return expect_end();
}
