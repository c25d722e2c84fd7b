/*
 * view.js - what part of the run is shown, and where on the canvas.
 *
 * Time runs from left to right, ranks from top to bottom, rank r between r
 * and r + 1.  Everything that moves the view ends in keepInside().
 */
const GUTTER = 92, AXIS = 26, STRIP = 30, TOP = AXIS + STRIP;

const view = { t0: 0, t1: 1, r0: 0, r1: 1, width: 1, height: 1 };
const canvas = at('view');
let model;

const plotWidth = () => Math.max(1, view.width - GUTTER);
const plotHeight = () => Math.max(1, view.height - TOP);
const xOf = (t) => GUTTER + (t - view.t0) / (view.t1 - view.t0) * plotWidth();
const yOf = (r) => TOP + (r - view.r0) / (view.r1 - view.r0) * plotHeight();
const timeAt = (x) => view.t0 + (x - GUTTER) / plotWidth() * (view.t1 - view.t0);
const rankAt = (y) => view.r0 + (y - TOP) / plotHeight() * (view.r1 - view.r0);
const laneHeight = () => plotHeight() / (view.r1 - view.r0);

/* Lanes are no higher than this: two ranks need not fill the screen. */
const TALLEST = 150;

function keepInside() {
  const shortest = Math.max(100, model.last * 1e-12);
  const length = Math.min(Math.max(view.t1 - view.t0, shortest), model.last);
  const most = Math.max(model.ranks, plotHeight() / TALLEST);
  const least = Math.min(most, plotHeight() / TALLEST);
  const ranks = Math.min(Math.max(view.r1 - view.r0, least), most);
  view.t0 = Math.min(Math.max(view.t0, 0), model.last - length);
  view.t1 = view.t0 + length;
  view.r0 = Math.min(Math.max(view.r0, 0), most - ranks);
  view.r1 = view.r0 + ranks;
}

function zoomTime(factor, t) {
  view.t0 = t - (t - view.t0) * factor;
  view.t1 = t + (view.t1 - t) * factor;
  moved();
}

function zoomRanks(factor, r) {
  view.r0 = r - (r - view.r0) * factor;
  view.r1 = r + (view.r1 - r) * factor;
  moved();
}

/* By parts of what is shown. */
function pan(right, down) {
  const time = (view.t1 - view.t0) * right, ranks = (view.r1 - view.r0) * down;
  view.t0 += time;
  view.t1 += time;
  view.r0 += ranks;
  view.r1 += ranks;
  moved();
}

function fitAll() {
  Object.assign(view, { t0: 0, t1: model.last, r0: 0, r1: model.ranks });
  moved();
}

/* Show a stretch of time with some room, and these ranks if they are not. */
function showTime(begin, end, low, high) {
  const room = Math.max((end - begin) * .6, model.last * 1e-7, 500);
  view.t0 = begin - room;
  view.t1 = end + room;
  showRanks(low, high);
}

function showRanks(low, high) {
  const tall = plotHeight() / 14; /* lanes that can be read */
  let ranks = view.r1 - view.r0;
  if (low >= view.r0 && high + 1 <= view.r1 && ranks <= tall) {
    moved();
    return;
  }
  ranks = Math.max(Math.min(ranks, tall), high + 1 - low);
  view.r0 = (low + high + 1 - ranks) / 2;
  view.r1 = view.r0 + ranks;
  moved();
}

let pending = 0;

function moved() {
  keepInside();
  redraw();
  rememberPlace();
}

function redraw() {
  if (!pending)
    pending = requestAnimationFrame(() => {
      pending = 0;
      drawAll();
    });
}

/* Canvas pixels are the screen's; drawing is in CSS pixels. */
function sizeCanvas(element) {
  const scale = window.devicePixelRatio || 1;
  const { width, height } = element.getBoundingClientRect();
  const pixels = [Math.round(width * scale), Math.round(height * scale)];
  if (element.width !== pixels[0] || element.height !== pixels[1])
    [element.width, element.height] = pixels;
  const context = element.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  return { context, width, height };
}
