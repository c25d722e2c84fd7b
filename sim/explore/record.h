/*
 * record.h - what a branch tells the supervisor of one finished schedule.
 *
 * As bytes, a record is numbers and strings in the order of the structure, a
 * string behind its length; any bytes may stand in it.
 */
#ifndef DR_EXPLORE_RECORD_H
#define DR_EXPLORE_RECORD_H

#include <stdint.h>

#include <stdint.h>

#include "explore/choice.h"

/* Strings are owned by whoever made or decoded the record. */
struct dr_record {
    int verdict; /* enum dr_verdict */
    int status;
    double time_s;   /* when the run ended */
    uint64_t eager;  /* its limit */
    char *signature; /* what was found, equal for equal causes; "" if nothing */
    char *finding;   /* kind and place of the first; "" if none */
    char *report;    /* the run's own report, for people */
    char *json;      /* and for programs; "" if not asked */
    struct dr_choices sends; /* stuck for want of buffering, a line each:
                                "BYTES RANK CALL at PLACE" */
    struct dr_choices choices;
    struct dr_choices races;
    struct dr_choices outputs; /* stdout of each rank */
};

/* Append the bytes to send. */
void dr_record_encode(struct dr_text *bytes, const struct dr_record *record);

/* Read them; false, with nothing to release, if they are none. */
bool dr_record_decode(struct dr_record *record, const char *bytes,
                      size_t length);

void dr_record_end(struct dr_record *record);

#endif
