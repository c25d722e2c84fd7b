# style.gp - how every picture here looks: white ground, Okabe and Ito's
# palette for the colour-blind, and a point shape per series besides.
array colour[7] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", \
                   "#56B4E9", "#000000"]
array shape[7] = [7, 5, 9, 13, 11, 15, 4]

set encoding utf8
set datafile separator ","
set border 3 linewidth 1 linecolor rgb "#444444"
set tics nomirror textcolor rgb "#222222"
set grid linewidth 0.6 linecolor rgb "#dddddd"
set key noenhanced samplen 2 spacing 1.15
