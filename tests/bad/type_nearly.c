/*
 * type_nearly - what is sent as one type is received as another one that is
 * the same on this machine, or as bytes.
 *
 * ranks: 2
 * exit: 0
 * finds: type_mismatch
 * who: 1
 * says: element [0-9]+ is sent as MPI_[A-Z0-9_]+ and received as MPI_[A-Z0-9_]+
 * says: "severity": "warning"
 * says: MPI_BYTE matches MPI_BYTE only|may differ on another
 * variants: int_unsigned int_integer integer_int int_logical long_longlong
 * variants: long_fixed fixed_address char_schar uchar_char char_bool
 * variants: float_real complex_float float_complex unsigned_vector
 * variants: byte_int int_byte pair_byte byte_nested byte_char tail_pair
 * variants: unsigned_dup
 */
#include "types.h"

int main(int argc, char **argv)
{
    MPI_Init(&argc, &argv);
    pass(argv[1]);
    MPI_Finalize();
    return 0;
}
