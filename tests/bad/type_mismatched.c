/*
 * type_mismatched - what is sent as one type is received as another one, of
 * another size or an integer for a real number.
 *
 * ranks: 2
 * exit: 81
 * finds: type_mismatch
 * who: 1
 * says: element [0-9]+ is sent as MPI_[A-Z_]+ and received as MPI_[A-Z_]+
 * says: "call": "MPI_Send"
 * says: give both sides the same datatypes in the same order
 * variants: int_float float_int int_double double_int int_long long_int
 * variants: int_short short_int double_long long_double double_float
 * variants: char_int int_char bool_int complex_double double_complex
 * variants: int_pair pair_int pair_swapped swapped_pair pairs_swapped
 * variants: nested_swapped pair_located vector_float float_vector
 * variants: backwards_float dup_float vector_nested tail_int swapped_more
 */
#include "types.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    pass(argv[1]);
    MPI_Finalize();
    return 0;
}
