/*
 * typical_nbody - particles as a struct type, gathered everywhere at every
 * step with uneven shares; the same bits as a sequential run.
 */
#include <stddef.h>

#include "expect.h"

enum {
    RANKS = 4,
    BODIES = 22,
    STEPS = 5
};

struct body {
    char name;
    double mass, at[2], speed[2];
};

static void start(struct body *all)
{
    for (int i = 0; i < BODIES; i++)
        all[i] = (struct body){
            (char)('a' + i), 1 + i % 3, {i * 37 % 11, i * 17 % 13}, {0, 0}};
}

static void move(const struct body *all, struct body *share, int count)
{
    for (int i = 0; i < count; i++) {
        double pull[2] = {0, 0};

        for (int j = 0; j < BODIES; j++) {
            double x = all[j].at[0] - share[i].at[0];
            double y = all[j].at[1] - share[i].at[1];
            double d = x * x + y * y + 0.1;

            pull[0] += all[j].mass * x / d;
            pull[1] += all[j].mass * y / d;
        }
        for (int k = 0; k < 2; k++) {
            share[i].speed[k] += 0.01 * pull[k];
            share[i].at[k] += share[i].speed[k];
        }
    }
}

static MPI_Datatype body_type(void)
{
    int lengths[] = {1, 1, 2, 2};
    MPI_Aint at[] = {offsetof(struct body, name), offsetof(struct body, mass),
                     offsetof(struct body, at), offsetof(struct body, speed)};
    MPI_Datatype types[] = {MPI_CHAR, MPI_DOUBLE, MPI_DOUBLE, MPI_DOUBLE};
    MPI_Datatype holes, type;

    MPI_Type_create_struct(4, lengths, at, types, &holes);
    MPI_Type_create_resized(holes, 0, sizeof(struct body), &type);
    MPI_Type_commit(&type);
    MPI_Type_free(&holes);
    return type;
}

int main(int argc, char **argv)
{
    struct body all[BODIES], alone[BODIES], old[BODIES];
    int counts[RANKS], displs[RANKS + 1] = {0};
    int rank = expect_start(&argc, &argv, RANKS);
    MPI_Datatype type = body_type();

    for (int i = 0; i < RANKS; i++) {
        counts[i] = BODIES / RANKS + (i < BODIES % RANKS);
        displs[i + 1] = displs[i] + counts[i];
    }
    start(all);
    start(alone);
    for (int i = 0; i < STEPS; i++) {
        for (int j = 0; j < BODIES; j++)
            old[j] = all[j];
        move(old, all + displs[rank], counts[rank]);
        MPI_Allgatherv(MPI_IN_PLACE, 0, MPI_DATATYPE_NULL, all, counts, displs,
                       type, MPI_COMM_WORLD);
        for (int j = 0; j < BODIES; j++)
            old[j] = alone[j];
        move(old, alone, BODIES);
    }
    for (int i = 0; i < BODIES; i++)
        EXPECT(all[i].at[0] == alone[i].at[0] &&
               all[i].at[1] == alone[i].at[1] && all[i].name == 'a' + i);
    MPI_Type_free(&type);
    return expect_end();
}
