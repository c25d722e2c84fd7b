/*
 * meant.c - words with a slip of the finger.
 */
#include "cli/meant.h"

#include <string.h>

enum {
    LONGEST = 24,
    SLIPS_MOST = 2
};

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Letters to add, drop, replace or swap with their neighbour (Damerau: "A
 * technique for computer detection and correction of spelling errors", CACM
 * 7:3, 1964). */
static int slips(const char *a, const char *b)
{
    int cost[LONGEST + 1][LONGEST + 1];
    int rows = (int)strlen(a), columns = (int)strlen(b);

    for (int i = 0; i <= rows; i++) {
        for (int j = 0; j <= columns; j++) {
            cost[i][j] = i + j;
            if (i == 0 || j == 0)
                continue;
            cost[i][j] = least(cost[i - 1][j], cost[i][j - 1]) + 1;
            cost[i][j] =
                least(cost[i][j], cost[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows][columns];
}

void dr_meant_offer(struct dr_meant *meant, const char *word)
{
    /* A short word has little left after two slips. */
    int most = strlen(word) > 4 ? SLIPS_MOST : 1, made;

    if (strlen(meant->word) > LONGEST || strlen(word) > LONGEST)
        return;
    made = slips(meant->word, word);
    if (made > most || (meant->nearest && made >= meant->slips))
        return;
    meant->nearest = word;
    meant->slips = made;
}

const char *dr_meant_command(const char *word)
{
    static const char *const commands[] = {"check",    "explore", "replay",
                                           "platform", "coll",    "compare"};
    struct dr_meant meant = {.word = word};

    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        dr_meant_offer(&meant, commands[i]);
    return meant.nearest;
}
