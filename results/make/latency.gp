# latency.gp - latency.csv (preset,bytes,simulated_us,published_us) as curves:
# lines are the published fits, points what pingpong took in the simulator;
# below, how far the two are apart.
#
# gnuplot -e 'data="..."; presets="a b c"; size_px="W,H"' and a terminal.
load style

set multiplot
set lmargin at screen 0.12
set rmargin at screen 0.975
set logscale x 2
set xrange [0.8:6e6]
set xtics ("1 B" 1, "16 B" 16, "256 B" 256, "4 KiB" 4096, "64 KiB" 65536, \
           "1 MiB" 1048576, "4 MiB" 4194304)

# Rows of one preset.
rows(p) = sprintf("< awk -F, '$1 == \"%s\"' %s", p, data)

set tmargin at screen 0.94
set bmargin at screen 0.36
set format x ""
set logscale y
set yrange [0.5:60000]
set ytics ("1 µs" 1, "10 µs" 10, "100 µs" 100, "1 ms" 1000, "10 ms" 10000)
set ylabel "one-way time" offset 0.5
set title "Ping-pong of each preset (points) on its published fit (lines)"
set key top left Left reverse
plot for [i=1:words(presets)] rows(word(presets, i)) using 2:4 \
         with lines linewidth 1.6 linecolor rgb colour[i] notitle, \
     for [i=1:words(presets)] rows(word(presets, i)) using 2:3 \
         with points pointtype shape[i] pointsize point_size \
         linecolor rgb colour[i] notitle, \
     for [i=1:words(presets)] NaN with linespoints linewidth 1.6 \
         pointtype shape[i] pointsize point_size linecolor rgb colour[i] \
         title word(presets, i)

set tmargin at screen 0.30
set bmargin at screen 0.10
unset title
unset key
unset logscale y
set format x "%g"
set yrange [-1.2:1.2]
set ytics 0.5
set format y "%.1f %%"
set ylabel "difference" offset 0.5
set xlabel "message size"
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead \
    dashtype 2 linecolor rgb "#666666"
set arrow 2 from graph 0, first -1 to graph 1, first -1 nohead \
    dashtype 2 linecolor rgb "#666666"
plot for [i=1:words(presets)] rows(word(presets, i)) \
    using 2:(100 * ($3 / $4 - 1)) with linespoints linewidth 1 \
    pointtype shape[i] pointsize point_size linecolor rgb colour[i]
unset multiplot
