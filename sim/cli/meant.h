/*
 * meant.h - words with a slip of the finger.
 */
#ifndef DR_CLI_MEANT_H
#define DR_CLI_MEANT_H

/* What a word may stand for; to begin with, `nearest` is NULL. */
struct dr_meant {
    const char *word;
    const char *nearest; /* of those offered, the first with fewest slips */
    int slips;
};

/* Offer a word that may be meant, if it is near. */
void dr_meant_offer(struct dr_meant *meant, const char *word);

/* The command of dryrun that `word` is nearly, or NULL. */
const char *dr_meant_command(const char *word);

#endif
