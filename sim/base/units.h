/*
 * units.h - numbers with units, as platform files and options spell them.
 *
 * The spellings are SimGrid's: "64KiB", "0.5us", "12.5GBps", "1Gbps".  The
 * whole string must be one number and at most one unit; blanks around it are
 * not accepted.  A number without a unit is in bytes, seconds, bytes per
 * second or flops per second.
 */
#ifndef DR_BASE_UNITS_H
#define DR_BASE_UNITS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Bytes, with suffix B, kB, KiB, MB, MiB, GB or GiB; "inf" gives UINT64_MAX.
 * Returns false if it is not that, negative, not whole, or above 2^53.
 */
bool dr_units_bytes(const char *text, uint64_t *bytes);

/* Seconds, with suffix w, d, h, m, s, ms, us, ns or ps; may be negative. */
bool dr_units_time(const char *text, double *seconds);

/* Bytes per second: Bps, or bps for bits, with k M G T or Ki Mi Gi Ti. */
bool dr_units_bandwidth(const char *text, double *bytes_per_second);

/* Flops per second, with suffix f, kf, Mf, Gf, Tf or Pf. */
bool dr_units_speed(const char *text, double *flops_per_second);

#endif
