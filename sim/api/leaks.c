/*
 * leaks.c - what a program leaves behind.
 *
 * What is left stands in the rank's table of handles, with the call that made
 * it; messages wait among those that have arrived.
 */
#include "api/leaks.h"

#include "api/waiting.h"
#include "core/attribute.h"
#include "core/comm.h"
#include "core/request.h"
#include "core/unison.h"
#include "net/net.h"
#include "p2p/message.h"

enum {
    MESSAGES_MOST = 16 /* told one by one, for each receiver */
};

/* `behind`: another call that has its part in it, or NULL. */
static void tell_with(enum dr_finding_kind kind, enum dr_severity severity,
                      int rank, const struct dr_entry *entry,
                      const char *message, const char *advice,
                      const struct dr_related *behind)
{
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = kind,
                                        .severity = severity,
                                        .time_s = dr_net_now(),
                                        .rank = rank,
                                        .call = entry->call,
                                        .site = entry->site,
                                        .message = message,
                                        .advice = advice,
                                        .related = behind,
                                        .nrelated = behind != NULL});
}

static void tell(enum dr_finding_kind kind, enum dr_severity severity, int rank,
                 const struct dr_entry *entry, const char *message,
                 const char *advice)
{
    tell_with(kind, severity, rank, entry, message, advice, NULL);
}

static void tell_of_request(int rank, const struct dr_entry *entry)
{
    const struct dr_request *request = entry->object;
    const struct dr_related started = {rank, request->start_call,
                                       request->start_site};

    dr_waiting_tell_idle(request);
    if (request->persistent && !request->active)
        tell(DR_FOUND_OBJECT_LEAK, DR_WARNING, rank, entry,
             "this persistent request is never freed",
             "call MPI_Request_free when it is not started any more");
    else
        tell_with(DR_FOUND_REQUEST_LEAK, DR_ERROR, rank, entry,
                  "its request is never completed before MPI_Finalize",
                  "wait for it, as with MPI_Wait or MPI_Waitall",
                  started.call ? &started : NULL);
}

/* By kind: what is said of an object, and who frees it. */
static const struct {
    const char *message, *advice;
} objects[] = {
    [DR_KIND_COMM] = {"this communicator is never freed",
                      "call MPI_Comm_free before MPI_Finalize"},
    [DR_KIND_GROUP] = {"this group is never freed",
                       "call MPI_Group_free before MPI_Finalize"},
    [DR_KIND_DATATYPE] = {"this datatype is never freed",
                          "call MPI_Type_free before MPI_Finalize"},
    [DR_KIND_OP] = {"this operator is never freed",
                    "call MPI_Op_free before MPI_Finalize"},
    [DR_KIND_ERRHANDLER] = {"this error handler is never freed",
                            "call MPI_Errhandler_free before MPI_Finalize"},
    [DR_KIND_INFO] = {"this info object is never freed",
                      "call MPI_Info_free before MPI_Finalize"},
    [DR_KIND_MESSAGE] = {"this matched message is never received",
                         "call MPI_Mrecv before MPI_Finalize"},
    [DR_KIND_KEYVAL] = {"this attribute key is never freed",
                        "free it, as with MPI_Comm_free_keyval"},
    [DR_KIND_WIN] = {"this window is never freed",
                     "call MPI_Win_free before MPI_Finalize"},
    [DR_KIND_FILE] = {"this file is never closed",
                      "call MPI_File_close before MPI_Finalize"},
    [DR_KIND_SESSION] = {"this session of the tool interface is never freed",
                         "call MPI_T_pvar_session_free"},
};

/* What was made outside a call is not the program's; datatypes of Fortran
 * kinds are predefined, although a call gives them.  A key that is freed lives
 * on while an object has it. */
static bool is_programs(const struct dr_entry *entry)
{
    if (entry->kind == DR_KIND_DATATYPE)
        return !((const struct dr_datatype *)entry->object)->unnamed;
    if (entry->kind == DR_KIND_KEYVAL)
        return !((const struct dr_keyval *)entry->object)->freed;
    return entry->kind != DR_KIND_NONE && entry->site;
}

static void tell_of_handles(int rank, const struct dr_handles *handles)
{
    for (uint32_t i = 0; i < handles->count; i++) {
        const struct dr_entry *entry = &handles->entries[i];

        if (!is_programs(entry))
            continue;
        if (entry->kind == DR_KIND_REQUEST)
            tell_of_request(rank, entry);
        else
            tell(DR_FOUND_OBJECT_LEAK, DR_WARNING, rank, entry,
                 objects[entry->kind].message, objects[entry->kind].advice);
    }
}


static void tell_of_message(const struct dr_message *message)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(
        &text,
        "sent %llu byte%s with tag %d to rank %d, which never received them",
        (unsigned long long)message->bytes, dr_text_s(message->bytes),
        message->envelope.tag, message->channel->to->id);
    dr_findings_add(
        &dr_world->findings,
        (struct dr_finding){.kind = DR_FOUND_UNMATCHED_MESSAGE,
                            .severity = DR_ERROR,
                            .time_s = dr_net_now(),
                            .rank = message->channel->from->id,
                            .call = message->facts.send_call,
                            .site = message->facts.send_site,
                            .message = text.data,
                            .advice = "receive it, or do not send it"});
    dr_text_end(&text);
}

static void tell_of_more(const struct dr_rank *rank, int more)
{
    struct dr_text text = DR_TEXT_EMPTY;

    dr_text_printf(&text, "never received %d more message%s", more,
                   dr_text_s(more));
    dr_findings_add(&dr_world->findings,
                    (struct dr_finding){.kind = DR_FOUND_UNMATCHED_MESSAGE,
                                        .severity = DR_ERROR,
                                        .time_s = dr_net_now(),
                                        .rank = rank->id,
                                        .message = text.data});
    dr_text_end(&text);
}

static void tell_of_messages(const struct dr_rank *rank)
{
    const struct dr_match *match = &rank->port->match;
    int count = 0;

    for (struct dr_envelope *it = dr_match_first(match); it;
         it = dr_match_next(match, it)) {
        if (!dr_comm_is_users(it->context))
            continue;
        if (++count <= MESSAGES_MOST)
            tell_of_message((const struct dr_message *)it);
    }
    if (count > MESSAGES_MOST)
        tell_of_more(rank, count - MESSAGES_MOST);
}

/* Of a rank that has left too early others say enough. */
static bool all_finalized(void)
{
    for (int i = 0; i < dr_world->nranks; i++) {
        if (dr_world->ranks[i].phase != DR_AFTER_FINALIZE)
            return false;
    }
    return true;
}

static void tell_of_collectives(const struct dr_rank *rank)
{
    dr_unison_judge(rank->comm_world->circle);
    for (uint32_t i = 0; i < rank->handles.count; i++) {
        const struct dr_entry *entry = &rank->handles.entries[i];

        if (entry->kind == DR_KIND_COMM)
            dr_unison_judge(((const struct dr_comm *)entry->object)->circle);
    }
}

static void tell_of_buffer(int rank, const struct dr_port *port)
{
    const struct dr_entry attached = {.call = port->buffer_call,
                                      .site = port->buffer_site};

    if (port->buffer)
        tell(DR_FOUND_OBJECT_LEAK, DR_WARNING, rank, &attached,
             "this buffer is never detached",
             "call MPI_Buffer_detach before MPI_Finalize");
}

void dr_leaks_judge(void)
{
    bool whole = all_finalized();

    for (int i = 0; i < dr_world->nranks; i++) {
        const struct dr_rank *rank = &dr_world->ranks[i];

        if (whole)
            tell_of_collectives(rank);
        if (rank->phase == DR_AFTER_FINALIZE) {
            tell_of_handles(i, &rank->handles);
            tell_of_buffer(i, rank->port);
        }
        tell_of_messages(rank);
    }
    dr_world->judged = true;
}
