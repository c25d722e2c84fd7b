/*
 * compare_plot.c - time over ranks as a picture, drawn by gnuplot.
 *
 * It looks as those of results/ do: Okabe and Ito's palette for the
 * colour-blind, and a point shape per curve besides.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "cli/compare.h"
#include "core/world.h"

static const char look[] =
    "set encoding utf8\n"
    "set border 3 linewidth 1 linecolor rgb '#444444'\n"
    "set tics nomirror textcolor rgb '#222222'\n"
    "set grid linewidth 0.6 linecolor rgb '#dddddd'\n"
    "set key noenhanced samplen 2 spacing 1.15 outside right top Left reverse\n"
    "set logscale xy\n"
    "set xlabel 'ranks (logarithmic)'\n"
    "set ylabel 'time (logarithmic)'\n";

static const struct {
    const char *colour;
    int shape;
} curves[] = {{"#0072B2", 7},  {"#D55E00", 5},  {"#009E73", 9}, {"#CC79A7", 13},
              {"#E69F00", 11}, {"#56B4E9", 15}, {"#000000", 4}};

enum {
    CURVES = sizeof curves / sizeof *curves
};

/* Within single quotes gnuplot knows one special character, doubled. */
static void add_quoted(struct dr_text *text, const char *string)
{
    dr_text_printf(text, "'");
    for (; *string; string++)
        dr_text_printf(text, *string == '\'' ? "''" : "%c", *string);
    dr_text_printf(text, "'");
}

static void add_terminal(struct dr_text *text, const char *output)
{
    bool svg = strcmp(strrchr(output, '.'), ".svg") == 0;

    dr_text_printf(text, "set terminal %s background 'white'\nset output ",
                   svg ? "svg size 800,480 font 'Helvetica,13'"
                       : "pngcairo size 1600,960 fontscale 2 linewidth 2 "
                         "pointscale 2");
    add_quoted(text, output);
    dr_text_printf(text, "\n");
}

/* "'5 ms' 0.005" */
static void add_tic(struct dr_text *text, int digit, int decade,
                    const char *separator)
{
    static const char *const units[] = {"ps", "ns", "µs", "ms", "s"};
    int unit = decade < -12 ? 0 : decade >= 0 ? 4 : (decade + 12) / 3;
    double scale = pow(10, decade - 3 * (unit - 4));

    dr_text_printf(text, "%s'%g %s' %de%d", separator, digit * scale,
                   units[unit], digit, decade);
}

/* Tics at 1, 2 and 5 of each decade; at 1 alone if there are many. */
static void add_times(struct dr_text *text, double least, double most)
{
    static const int digits[] = {1, 2, 5};
    int first = (int)floor(log10(least)), last = (int)floor(log10(most));
    int step = last - first > 2 ? 3 : 1;
    const char *separator = "";

    dr_text_printf(text, "set yrange [%.9g:%.9g]\nset ytics (", least / 1.3,
                   most * 1.3);
    for (int decade = first; decade <= last + 1; decade++) {
        for (int i = 0; i < 3; i += step) {
            add_tic(text, digits[i], decade, separator);
            separator = ", ";
        }
    }
    dr_text_printf(text, ")\n");
}

static void add_sizes(struct dr_text *text, const struct dr_compare *compare)
{
    int least = compare->sizes[0], most = least;

    dr_text_printf(text, "set xtics (");
    for (int i = 0; i < compare->nsizes; i++) {
        int size = compare->sizes[i];

        dr_text_printf(text, "%s%d", i > 0 ? "," : "", size);
        least = size < least ? size : least;
        most = size > most ? size : most;
    }
    dr_text_printf(text, ")\nset xrange [%.9g:%.9g]\n", least / 1.2,
                   most * 1.2);
}

static void add_title(struct dr_text *text, const struct dr_compare *compare)
{
    const char *program = compare->configs[0].program;
    const char *slash = strrchr(program, '/');
    struct dr_text title = DR_TEXT_EMPTY;

    dr_text_printf(&title, "Simulated time of %s", slash ? slash + 1 : program);
    dr_text_printf(text, "set title ");
    add_quoted(text, title.data);
    dr_text_printf(text, " noenhanced\n");
    dr_text_end(&title);
}

/* One line: a platform, and what was varied. */
static void add_curve(struct dr_text *script, struct dr_text *data,
                      const struct dr_compare *compare, int line)
{
    struct dr_compare_row row = dr_compare_row(compare, line * compare->nsizes);
    struct dr_text title = DR_TEXT_EMPTY;

    dr_text_printf(&title, "%s%s%s", row.platform, *row.varied ? ", " : "",
                   row.varied);
    dr_text_printf(script, "%s '-' smooth unique with linespoints title ",
                   line > 0 ? "," : "");
    add_quoted(script, title.data);
    dr_text_printf(script,
                   " linewidth 1.6 pointsize 0.75 linecolor rgb '%s' pointtype "
                   "%d dashtype %d",
                   curves[line % CURVES].colour, curves[line % CURVES].shape,
                   1 + line / CURVES);
    for (int i = 0; i < compare->nsizes; i++) {
        row = dr_compare_row(compare, line * compare->nsizes + i);
        if (row.well)
            dr_text_printf(data, "%d %.9g\n", row.ranks, row.time_s);
    }
    dr_text_printf(data, "e\n");
    dr_text_end(&title);
}

/* The shortest and longest time above 0; false if there is none. */
static bool find_range(const struct dr_compare *compare, double *least,
                       double *most)
{
    *least = HUGE_VAL;
    *most = 0;
    for (int i = 0; i < compare->count; i++) {
        struct dr_compare_row row = dr_compare_row(compare, i);

        if (!row.well || row.time_s <= 0)
            continue;
        *least = fmin(*least, row.time_s);
        *most = fmax(*most, row.time_s);
    }
    return *most > 0;
}

/* Whatever gnuplot says is no help to who called for a picture. */
static bool run_gnuplot(const struct dr_text *script,
                        const struct dr_text *data)
{
    FILE *gnuplot = popen("exec gnuplot >/dev/null 2>&1", "w");

    if (!gnuplot)
        return false;
    fprintf(gnuplot, "%s\n%s", script->data, data->data);
    return pclose(gnuplot) == 0;
}

bool dr_compare_can_draw(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

int dr_compare_draw(const struct dr_compare *compare, struct dr_text *error)
{
    struct dr_text script = DR_TEXT_EMPTY, data = DR_TEXT_EMPTY;
    double least, most;
    bool drawn;

    if (!find_range(compare, &least, &most)) {
        dr_text_printf(error,
                       "%s is not drawn: no run took time and ended well",
                       compare->output);
        return DR_EXIT_INPUT;
    }
    add_terminal(&script, compare->output);
    dr_text_printf(&script, "%s", look);
    add_title(&script, compare);
    add_sizes(&script, compare);
    add_times(&script, least, most);
    dr_text_printf(&script, "plot");
    for (int i = 0; i < compare->count / compare->nsizes; i++)
        add_curve(&script, &data, compare, i);
    drawn = run_gnuplot(&script, &data);
    if (!drawn)
        dr_text_printf(error,
                       "%s is not drawn: gnuplot failed (-o FILE.csv needs "
                       "none)",
                       compare->output);
    dr_text_end(&script);
    dr_text_end(&data);
    return drawn ? 0 : DR_EXIT_INPUT;
}
