/*
 * libc_text.c - functions on strings that remember something.
 */
#include <string.h>

#include "api/libc.h"

DR_WRAP(char *, strtok, (char *text, const char *separators))
{
    struct dr_process *process = dr_running();

    if (!process)
        return strtok(text, separators);
    return strtok_r(text, separators, &dr_process_libc(process)->token);
}
