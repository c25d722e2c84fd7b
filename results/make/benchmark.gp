# benchmark.gp - how many times less CPU than SMPI, per case of benchmark.csv;
# the dash across a bar is what we ask of ourselves.
#
# gnuplot -e 'data="..."' and a terminal.
load style

# case, ratio, required: one row per case that both simulators ran.
rows = sprintf("< awk -F, '$6 == \"\" || FNR == 1 { next } \
    { t[$1, $5] = $6; if (!($1 in req)) c[++n] = $1; req[$1] = $9 } \
    END { for (i = 1; i <= n; i++) \
    if (((c[i], \"smpi\") in t) && ((c[i], \"dryrun\") in t)) \
    printf \"%%s,%%g,%%g\\n\", c[i], \
    t[c[i], \"smpi\"] / t[c[i], \"dryrun\"], req[c[i]] }' %s", data)

set title "CPU time of SMPI 3.32 divided by that of dryrun"
set logscale y 2
set yrange [0.5:*]
set format y "%g×"
set ylabel "times less CPU"
set xrange [-0.6:*]
set xtics noenhanced scale 0
set style fill solid
set boxwidth 0.5
set key top right
plot rows using 0:2:xtic(1) with boxes linecolor rgb colour[1] \
         title "measured", \
     rows using 0:(0.62):(sprintf("%.2f×", $2)) with labels \
         textcolor rgb "white" notitle, \
     rows using ($0 - 0.35):3:(0.7):(0) with vectors nohead linewidth 3 \
         linecolor rgb colour[2] title "required"
