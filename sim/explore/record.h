/*
 * record.h - what a branch tells the supervisor of one finished schedule.
 */
#ifndef DR_EXPLORE_RECORD_H
#define DR_EXPLORE_RECORD_H

#include <stdint.h>

#include "explore/choice.h"

/* Strings are owned by whoever made or decoded the record. */
struct dr_record {
    int verdict; /* enum dr_verdict */
    int status;
    double time_s;  /* when the run ended */
    uint64_t eager; /* its limit */
    char *finding;  /* kind and place of the first; "" if none */
    char *json;     /* the run's own report, for programs; "" if not asked */
    struct dr_choices sends; /* stuck for want of buffering, a line each:
                                "BYTES RANK CALL at PLACE" */
    char *signature; /* what was found, equal for equal causes; "" if nothing */
    char *report;    /* the run's own report, for people */
    struct dr_choices choices;
    struct dr_choices races;
    struct dr_choices outputs; /* stdout of each rank */
};

/* The bytes to send; the caller frees them.  Outputs are cut so that it fits
 * into `most` bytes. */
char *dr_record_encode(const struct dr_record *record, size_t most,
                       size_t *length);

/* Read them; false if they are none. */
bool dr_record_decode(struct dr_record *record, const char *bytes,
                      size_t length);

void dr_record_end(struct dr_record *record);

#endif
