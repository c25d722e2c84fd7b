# overlap.gp - overlap.csv (fabric,protocol,progress,bytes,...,overlap) as
# curves, a row for each protocol.
#
# gnuplot -e 'data="..."; fabrics="a b c"; size_px="W,H"' and a terminal.
load style

set logscale x 2
set xrange [0.8:6e6]
set xtics ("1 B" 1, "256 B" 256, "64 KiB" 65536, "4 MiB" 4194304)
set yrange [-0.08:1.08]
set ylabel "overlap"
set key center right Left reverse
set multiplot layout 2,2
protocols = "eager rendezvous"
modes = "strong weak"
rows(f, p, m) = sprintf("< awk -F, '$1 == \"%s\" && $2 == \"%s\" && $3 == \"%s\"' %s", f, p, m, data)
set datafile separator ","
do for [p in protocols] {
    do for [m in modes] {
        set title p.", ".m." progress"
        plot for [i=1:words(fabrics)] rows(word(fabrics, i), p, m) \
             using 4:7 with linespoints linewidth 1.6 \
             linecolor rgb colour[i] pointtype shape[i] \
             pointsize point_size title word(fabrics, i)
    }
}
unset multiplot
