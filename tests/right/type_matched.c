/*
 * type_matched - a message is received as the types it was sent as, in whatever
 * way each side builds them, or with room for more; or as packed data.
 *
 * ranks: 2
 * variants: int_int int_dup dup_vector vector_int int_vector backwards_vector
 * variants: pair_pairs pairs_pair nested_pairs pair_nested pair_more
 * variants: nested_more swapped_located located_swapped byte_byte
 * variants: packed_int pair_packed packed_packed none_int tail_tail
 */
#include "../bad/types.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    pass(argv[1]);
    MPI_Finalize();
    return 0;
}
