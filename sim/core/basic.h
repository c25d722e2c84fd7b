/*
 * basic.h - the kinds of basic elements that datatypes are made of.
 *
 * Several predefined datatypes share a kind: MPI_INT, MPI_INT32_T and
 * MPI_INTEGER are all 32-bit signed integers to an operator.  What operators a
 * kind allows is op_table.c; which datatype is which kind is
 * datatype_predefined.c.
 */
#ifndef DR_CORE_BASIC_H
#define DR_CORE_BASIC_H

enum dr_basic {
    DR_BASIC_NONE, /* not basic: a derived type, a bound marker */
    DR_BASIC_BYTE,
    DR_BASIC_PACKED,
    DR_BASIC_CHAR, /* text: no operators */
    DR_BASIC_WCHAR,
    DR_BASIC_INT8,
    DR_BASIC_INT16,
    DR_BASIC_INT32,
    DR_BASIC_INT64,
    DR_BASIC_UINT8,
    DR_BASIC_UINT16,
    DR_BASIC_UINT32,
    DR_BASIC_UINT64,
    DR_BASIC_FINT8, /* Fortran integers: no logical operators */
    DR_BASIC_FINT16,
    DR_BASIC_FINT32,
    DR_BASIC_FINT64,
    DR_BASIC_FINT128,
    DR_BASIC_ADDRESS, /* MPI_Aint, MPI_Offset, MPI_Count */
    DR_BASIC_FLOAT,
    DR_BASIC_DOUBLE,
    DR_BASIC_LONG_DOUBLE,
    DR_BASIC_QUAD,
    DR_BASIC_COMPLEX_FLOAT,
    DR_BASIC_COMPLEX_DOUBLE,
    DR_BASIC_COMPLEX_LONG_DOUBLE,
    DR_BASIC_COMPLEX_QUAD,
    DR_BASIC_BOOL,
    DR_BASIC_LOGICAL8, /* Fortran truth values by width */
    DR_BASIC_LOGICAL16,
    DR_BASIC_LOGICAL32,
    DR_BASIC_LOGICAL64,
    DR_BASIC_LOGICAL128,
    DR_BASIC_FLOAT_INT, /* pairs for MINLOC and MAXLOC */
    DR_BASIC_DOUBLE_INT,
    DR_BASIC_LONG_INT,
    DR_BASIC_2INT,
    DR_BASIC_SHORT_INT,
    DR_BASIC_LONG_DOUBLE_INT,
    DR_BASIC_2REAL,
    DR_BASIC_2DOUBLE_PRECISION,
    DR_BASIC_KINDS,
};

#endif
