/*
 * check.c - arguments that many calls share.
 */
#include "api/operation.h"

int dr_check_comm(MPI_Comm handle, struct dr_comm **comm)
{
    *comm = dr_comm_get(handle);
    if (*comm)
        return MPI_SUCCESS;
    return dr_raise_handle(NULL, MPI_ERR_COMM, DR_KIND_COMM, handle,
                           "the communicator");
}

int dr_check_intra(struct dr_comm *comm)
{
    if (!dr_comm_inter(comm))
        return MPI_SUCCESS;
    return dr_raise(comm, MPI_ERR_COMM,
                    "the communicator is an intercommunicator");
}

int dr_check_datatype(struct dr_comm *comm, MPI_Datatype handle,
                      const char *argument, const struct dr_datatype **type)
{
    *type = dr_datatype_get(handle);
    if (*type)
        return MPI_SUCCESS;
    return dr_raise_handle(comm, MPI_ERR_TYPE, DR_KIND_DATATYPE, handle,
                           argument);
}

int dr_check_committed(struct dr_comm *comm, MPI_Datatype handle,
                       const struct dr_datatype *type, const char *argument)
{
    struct dr_handle_story story;
    struct dr_about about = {
        .advice = "call MPI_Type_commit before the first use in a message"};

    if (type->committed)
        return MPI_SUCCESS;
    story = dr_handle_look(&dr_world->self->handles, (uintptr_t)handle);
    about.related[0] =
        (struct dr_related){dr_world->self->id, story.call, story.site};
    return dr_raise_about(comm, MPI_ERR_TYPE, &about,
                          "%s has not been committed", argument);
}

int dr_check_type(struct dr_comm *comm, MPI_Datatype handle,
                  const struct dr_datatype **type)
{
    int error = dr_check_datatype(comm, handle, "the datatype", type);

    return error ? error
                 : dr_check_committed(comm, handle, *type, "the datatype");
}

static int raise_in_place(struct dr_comm *comm)
{
    static const struct dr_about about = {
        .advice = "give a buffer; MPI_IN_PLACE stands for one only where the "
                  "standard says so for a collective"};

    return dr_raise_about(comm, MPI_ERR_BUFFER, &about,
                          "the buffer is MPI_IN_PLACE, which this argument "
                          "cannot be");
}

/* Of a buffer that an element's data begins far from.  Positions are below 2^61
 * and distances below 2^47, so that sums are below 2^63. */
static int check_place(struct dr_comm *comm, const void *buffer,
                       MPI_Count count, const struct dr_datatype *type)
{
    int64_t last = (count - 1) * type->extent, at = (int64_t)(intptr_t)buffer;
    int64_t low = (last < 0 ? last : 0) + type->true_lb;
    int64_t high = (last > 0 ? last : 0) + type->true_ub;

    if (at < 0 || at > DR_ADDRESSES || /* then it is no address itself */
        (at + low >= 0 && at + high <= DR_ADDRESSES))
        return MPI_SUCCESS;
    return dr_raise(comm, MPI_ERR_TYPE,
                    "the data is from %lld to %lld bytes behind the buffer, "
                    "where no memory can be",
                    (long long)low, (long long)high - 1);
}

int dr_check_buffer(struct dr_comm *comm, const void *buffer, MPI_Count count,
                    const struct dr_datatype *type)
{
    uint64_t bytes;

    if (count < 0)
        return dr_raise(comm, MPI_ERR_COUNT, "the count is %lld",
                        (long long)count);
    if (!dr_datatype_fits(type, (uint64_t)count, &bytes))
        return dr_raise(comm, MPI_ERR_COUNT,
                        "%lld elements of %llu byte%s, %lld apart, are more "
                        "than memory",
                        (long long)count, (unsigned long long)type->size,
                        dr_text_s(type->size), (long long)type->extent);
    if (buffer == MPI_IN_PLACE && bytes > 0)
        return raise_in_place(comm);
    /* A derived type may hold absolute addresses: then NULL is MPI_BOTTOM. */
    if (!buffer && bytes > 0 && !dr_datatype_absolute(type))
        return dr_raise(comm, MPI_ERR_BUFFER,
                        "the buffer of %lld element%s is NULL",
                        (long long)count, dr_text_s((uint64_t)count));
    return type->predefined || bytes == 0
               ? MPI_SUCCESS
               : check_place(comm, buffer, count, type);
}

int dr_check_array(struct dr_comm *comm, MPI_Count count, const void *array,
                   const char *argument)
{
    if (array || count <= 0)
        return MPI_SUCCESS;
    return dr_raise_about(
        comm, MPI_ERR_ARG,
        &(struct dr_about){.advice = "give an array with that many entries"},
        "%s is NULL for %lld entries", argument, (long long)count);
}

int dr_check_tag(struct dr_comm *comm, int tag, bool wildcard)
{
    int most = dr_world->config.tag_ub;

    if ((tag >= 0 && tag <= most) || (wildcard && tag == MPI_ANY_TAG))
        return MPI_SUCCESS;
    if (tag == MPI_ANY_TAG)
        return dr_raise(comm, MPI_ERR_TAG, "MPI_ANY_TAG in a send");
    if (tag > most)
        return dr_raise(comm, MPI_ERR_TAG,
                        "the tag is %d, above MPI_TAG_UB, which is %d", tag,
                        most);
    return dr_raise(comm, MPI_ERR_TAG, "the tag is %d", tag);
}

int dr_check_rank(struct dr_comm *comm, int rank, bool wildcard)
{
    if ((rank >= 0 && rank < comm->npeers) || rank == MPI_PROC_NULL ||
        (wildcard && rank == MPI_ANY_SOURCE))
        return MPI_SUCCESS;
    if (rank == MPI_ANY_SOURCE)
        return dr_raise(comm, MPI_ERR_RANK, "MPI_ANY_SOURCE in a send");
    return dr_raise(comm, MPI_ERR_RANK,
                    "rank %d is not in 0..%d, the ranks of the %s", rank,
                    comm->npeers - 1,
                    dr_comm_inter(comm) ? "remote group" : "communicator");
}
