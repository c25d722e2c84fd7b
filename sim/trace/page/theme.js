/*
 * theme.js - colours of the canvas, in light and in dark.
 *
 * Hues are Okabe and Ito's and a dark one, which people with any colour vision can tell
 * apart; no two neighbours differ in hue only.  Work is solid; waiting is the
 * same hue, pale, under a solid edge.
 */
const HUES = ['#009e73', '#56b4e9', '#e69f00', '#f0e442', '#cc79a7', '#8d99a6',
  '#7a5195'];
const KIND_WORDS = ['computing', 'send, put, get', 'receive', 'wait, test, probe',
  'collective', 'other call', 'file'];
const ALARM = '#d55e00', FLIGHT = '#0072b2';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

function rgb(hex) {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));
}

function mix(a, b, share) {
  const from = rgb(a), to = rgb(b);
  return '#' + from.map((value, i) =>
    Math.round(value + (to[i] - value) * share).toString(16).padStart(2, '0'))
    .join('');
}

let theme;

function chooseTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  theme = {
    paper: colour('--paper'), panel: colour('--panel'), ink: colour('--ink'),
    soft: colour('--soft'), line: colour('--line'), stripe: colour('--stripe'),
    focus: colour('--focus'),
    solid: HUES,
    pale: HUES.map((hue) => mix(hue, colour('--paper'), dark.matches ? .72 : .7)),
    edge: HUES.map((hue) => dark.matches ? hue : mix(hue, '#000000', .25)),
    arrow: dark.matches ? '#b9c4d0' : '#3d4852',
    inner: dark.matches ? '#7d8894' : '#98a2ad',
    alarm: dark.matches ? '#ff7a33' : ALARM,
    flight: dark.matches ? '#3d9be0' : FLIGHT,
    exposed: dark.matches ? '#59636e' : '#b4bcc6',
  };
  /* By kind, solid then pale, as sums lie. */
  ['red', 'green', 'blue'].forEach((name, part) => {
    theme[name] = Float64Array.from({ length: 2 * KINDS }, (_, slot) =>
      rgb((slot % 2 ? theme.pale : theme.solid)[slot >> 1])[part]);
  });
}

const FONT = '12px system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
const SMALL = '11px system-ui, "Segoe UI", "DejaVu Sans", sans-serif';
