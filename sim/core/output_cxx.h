/*
 * output_cxx.h - the C++ library's standard streams.
 */
#ifndef DR_CORE_OUTPUT_CXX_H
#define DR_CORE_OUTPUT_CXX_H

#include <stdio.h>

/*
 * Let std::cout, cerr and clog write to `to` where they wrote to `from`.
 *
 * They hold the C stream they were made with, so that assigning stdout does
 * not reach them.  Does nothing if the C++ library is not there or does not
 * look as expected.
 */
void dr_cxx_redirect(FILE *from, FILE *to);

#endif
