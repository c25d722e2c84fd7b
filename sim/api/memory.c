/*
 * memory.c - addresses and memory: MPI_Get_address, MPI_Aint_*, MPI_Alloc_mem.
 */
#include <stdlib.h>

#include "api/comm_make.h"
#include "api/door.h"
#include "api/libc_heap.h"

static int get_address(const void *location, MPI_Aint *address)
{
    *address = (MPI_Aint)location;
    return MPI_SUCCESS;
}

int PMPI_Get_address(const void *location, MPI_Aint *address)
{
    DR_DOOR("MPI_Get_address", "b&", location, address);

    return get_address(location, address);
}
DR_ALIAS(int, Get_address, (const void *, MPI_Aint *))

int PMPI_Address(const void *location, MPI_Aint *address)
{
    DR_DOOR("MPI_Address", "b&", location, address);

    return get_address(location, address);
}
DR_ALIAS(int, Address, (const void *, MPI_Aint *))

/* Arithmetic on addresses wraps, as that of pointers does; it can neither fail
 * nor wait, so there is no door. */
MPI_Aint PMPI_Aint_add(MPI_Aint base, MPI_Aint disp)
{
    return (MPI_Aint)((uintptr_t)base + (uintptr_t)disp);
}
DR_ALIAS(MPI_Aint, Aint_add, (MPI_Aint, MPI_Aint))

MPI_Aint PMPI_Aint_diff(MPI_Aint addr1, MPI_Aint addr2)
{
    return (MPI_Aint)((uintptr_t)addr1 - (uintptr_t)addr2);
}
DR_ALIAS(MPI_Aint, Aint_diff, (MPI_Aint, MPI_Aint))

int PMPI_Alloc_mem(MPI_Aint size, MPI_Info info, void *baseptr)
{
    DR_DOOR("MPI_Alloc_mem", "i*&", size, info, baseptr);
    struct dr_info *hints;
    void *block;
    int error = dr_check_info(NULL, info, &hints);

    if (error)
        return error;
    if (size < 0)
        return dr_raise(NULL, MPI_ERR_ARG, "size is %lld", (long long)size);
    block = malloc(size > 0 ? (size_t)size : 1);
    if (!block)
        return dr_raise(NULL, MPI_ERR_NO_MEM, "no memory for %lld bytes",
                        (long long)size);
    *(void **)baseptr = block;
    return MPI_SUCCESS;
}
DR_ALIAS(int, Alloc_mem, (MPI_Aint, MPI_Info, void *))

int PMPI_Free_mem(void *base)
{
    DR_DOOR("MPI_Free_mem", "*", base);

    if (!dr_heap_frees(base, "MPI_Free_mem", dr_world->self->call->site))
        free(base);
    return MPI_SUCCESS;
}
DR_ALIAS(int, Free_mem, (void *))
