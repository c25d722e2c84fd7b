/*
 * recorder.h - from events to spans and messages, and on to the writers.
 *
 * An observer.  It keeps what is going on: one span a rank, and the messages
 * that have not arrived or not been received.  Calls that a callback of
 * another makes belong to that one.
 */
#ifndef DR_TRACE_RECORDER_H
#define DR_TRACE_RECORDER_H

#include "event/event.h"
#include "trace/format.h"

struct dr_recorder;

/* Subscribe; the writers are the caller's. */
struct dr_recorder *dr_recorder_begin(struct dr_bus *bus,
                                      const struct dr_trace_facts *facts,
                                      struct dr_trace_writer *writers,
                                      int nwriters);

/* The run is over: close what is open, tell the writers, release everything.
 * `report` is the report as JSON. */
void dr_recorder_end(struct dr_recorder *recorder, double now_s,
                     const char *report);

#endif
