/*
 * dictionary.h - names of calls and places in the source, each found once.
 *
 * A place is known by the address of the call.  Each rank has a copy of the
 * program, so that one place has many addresses: they grow with ranks, not
 * with the run.
 */
#ifndef DR_TRACE_DICTIONARY_H
#define DR_TRACE_DICTIONARY_H

#include "base/table.h"
#include "base/text.h"
#include "trace/record.h"

struct dr_trace_names {
    struct dr_table by_address; /* of the text */
    struct dr_trace_name **items;
    size_t count;
};

struct dr_trace_sites {
    struct dr_table by_address;
    struct dr_table by_text; /* hash of file, line and function */
    struct dr_trace_site **items;
    size_t count;
    bool (*find)(const void *site, struct dr_trace_site *place);
};

/* The name of a call and the letters of its arguments (event/call.h); both
 * live as long as the trace. */
const struct dr_trace_name *dr_trace_name(struct dr_trace_names *names,
                                          const char *text, const char *kinds);

/* The place of a call's return address; NULL gives the unknown place. */
const struct dr_trace_site *dr_trace_site(struct dr_trace_sites *sites,
                                          const void *address);

void dr_trace_names_end(struct dr_trace_names *names);
void dr_trace_sites_end(struct dr_trace_sites *sites);

/* Append `text` as it stands within quotes in JSON.  '<' is escaped too, so
 * that it may stand in a page. */
void dr_trace_quote_json(struct dr_text *to, const char *text);

/* Append `text` as a field of CSV (RFC 4180), in quotes if it needs them. */
void dr_trace_quote_csv(struct dr_text *to, const char *text);

#endif
