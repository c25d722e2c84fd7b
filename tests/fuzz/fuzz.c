/*
 * fuzz.c - calls of MPI in a random order with random arguments.
 *
 *     fuzz seed SEED CALLS WORD [FILE]   draw; FILE gets the calls, to be
 *                                        replayed
 *     fuzz file FILE                     replay
 *
 * Three of four calls have WORD in their names, such as File; "" is in all.
 * A line of a file is a call and the bytes that its arguments are drawn from:
 * `MPI_Send 0a0b0c`; missing bytes are 0, and calls that headers do not have
 * are skipped.  All ranks make the same calls, some with their own arguments.
 * Whatever the calls are, the simulator must not crash.
 */
#include "around_call.h"
#include "draw_objects.h"
#include "draw_values.h"

#define CALL(call) call
#include "calls.inc"

enum {
    CALLS = sizeof calls / sizeof *calls
};

static struct {
    uint64_t state;
    FILE *record;
    const char *line; /* of a file: what is left */
} source;

/* splitmix64: Steele, Lea, Flood, OOPSLA 2014. */
static uint64_t roll(void)
{
    uint64_t z = source.state += 0x9e3779b97f4a7c15;

    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static uint8_t rolled_byte(void)
{
    uint8_t value = (uint8_t)(roll() >> 32);

    if (source.record)
        fprintf(source.record, "%02x", value);
    return value;
}

static uint8_t next_byte(void)
{
    unsigned value = 0;

    if (sscanf(source.line, "%2x", &value) == 1)
        source.line += 2;
    return (uint8_t)value;
}

static void do_call(int i)
{
    before_call();
    calls[i].call();
    after_call();
}

/* What would wait for ever, mostly. */
static int waits(const char *name)
{
    static const char *const words[] = {
        "Recv", "Probe", "Mprobe", "Ssend", "Wait", "Sendrecv", "_disconnect"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(name, words[i]) && !strstr(name, "_init"))
            return 1;
    return 0;
}

static void draw_calls(uint64_t seed, int count, const char *word)
{
    source.state = seed;
    start_drawing(rolled_byte);
    while (count-- > 0) {
        int i = (int)(roll() % CALLS);

        for (uint64_t others = roll() % 4;
             others && !strstr(calls[i].name, word);)
            i = (i + 1) % CALLS;
        if (waits(calls[i].name) && roll() % 8)
            continue;
        if (source.record)
            fprintf(source.record, "%s ", calls[i].name);
        do_call(i);
        if (source.record)
            fprintf(source.record, "\n");
    }
}

static void replay_line(char *line)
{
    char *space = strchr(line, ' ');

    line[strcspn(line, "\n")] = 0;
    source.line = "";
    if (space) {
        *space = 0;
        source.line = space + 1;
    }
    for (int i = 0; i < CALLS; i++)
        if (!strcmp(calls[i].name, line))
            do_call(i);
}

static int replay(const char *name)
{
    FILE *file = fopen(name, "r");
    char line[4096];

    if (!file)
        return 1;
    start_drawing(next_byte);
    while (fgets(line, sizeof line, file))
        replay_line(line);
    fclose(file);
    return 0;
}

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_set_errhandler(MPI_COMM_SELF, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, &drawn.me);
    MPI_Comm_size(MPI_COMM_WORLD, &drawn.size);
    if (argc == 3 && !strcmp(argv[1], "file")) {
        if (replay(argv[2]))
            return 2;
    } else if (argc >= 5) {
        if (argc == 6 && drawn.me == 0) {
            source.record = fopen(argv[5], "w");
            setvbuf(source.record, NULL, _IONBF, 0);
        }
        draw_calls(strtoull(argv[2], NULL, 10), atoi(argv[3]), argv[4]);
    }
    MPI_Finalize();
    return 0;
}
