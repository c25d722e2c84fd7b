/*
 * kept.h - the buffers of an operation, by name, are let alone until it is
 * over, and touched then; and once more.
 */
#ifndef KEPT_H
#define KEPT_H

#include "../bad/buffers.h"

/* What is sent may be read, and what is nobody's may be written. */
static int allowed(void)
{
    static int other[ALL];

    other[1] = 3;
    return out[0] + out[ALL - 1] + other[1];
}

int main(int argc, char **argv)
{
    const char *name = argv[1];
    int peer = begin(&argc, &argv), sum = 0;

    for (int i = 0; i < 2; i++) {
        start(name, peer);
        sum += strstr(name, "replace") ? 0 : allowed();
        meet(name, peer);
        finish(name);
        sum += in[1]++;
        out[1] = in[2] = sum;
    }
    end();
    return 0;
}

#endif
