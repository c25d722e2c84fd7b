/*
 * lanes.js - the lanes: spans as pixels, and over them what is large enough to
 * be seen by itself: edges, names, marks of calls that took no time, payloads
 * under way.
 */
const LOOK = { gap: 1, names: 13, marks: 6, flights: 9 };

/* The top and the height of the bar in a lane; payloads run below it. */
function barOf(rank) {
  const height = laneHeight(), y = yOf(rank);
  const gap = height < 4 ? 0 : Math.min(6, Math.max(1, height * .1));
  const strip = flightsShown() ? Math.min(9, Math.max(3, height * .14)) : 0;
  return { y: y + gap, height: height - 2 * gap - (strip ? strip + 1 : 0),
    strip, stripY: y + height - gap - strip };
}

const flightsShown = () => options.overlap && laneHeight() >= LOOK.flights;

function visibleRanks() {
  return [Math.max(0, Math.floor(view.r0)),
    Math.min(model.ranks, Math.ceil(view.r1))];
}

function drawLanes(context) {
  const [low, high] = visibleRanks();
  const columns = Math.round(plotWidth());
  const height = laneHeight();
  if (high <= low)
    return;
  const rows = Math.min(high - low,
    Math.max(1, Math.round((high - low) * height)));
  drawStripes(context, low, high);
  const raster = rasterOf(low, high, columns, rows);
  context.imageSmoothingEnabled = false;
  if (height < 4) {
    context.drawImage(raster, GUTTER, yOf(low), plotWidth(),
      yOf(high) - yOf(low));
    return;
  }
  for (let rank = low; rank < high; rank++) {
    const bar = barOf(rank);
    context.drawImage(raster, 0, rank - low, columns, 1, GUTTER, bar.y,
      plotWidth(), bar.height);
  }
  for (let rank = low; rank < high; rank++) {
    if (height >= LOOK.marks)
      drawSpans(context, rank);
    if (flightsShown())
      drawFlights(context, rank);
  }
}

/* The pointer moves more often than the view: the picture is kept. */
const kept = { key: '', raster: null };

function rasterOf(low, high, columns, rows) {
  const key = [view.t0, view.t1, low, high, columns, rows, theme.paper].join();
  if (key !== kept.key)
    Object.assign(kept, { key,
      raster: makeRaster(view.t0, view.t1, low, high, columns, rows) });
  return kept.raster;
}

function drawStripes(context, low, high) {
  if (laneHeight() < 4)
    return;
  context.fillStyle = theme.stripe;
  for (let rank = low; rank < high; rank++) {
    if (rank % 2 === 0)
      context.fillRect(GUTTER, yOf(rank), plotWidth(), laneHeight());
  }
}

function drawSpans(context, rank) {
  const { begin, end } = model;
  const last = model.first[rank + 1];
  const from = halve(model.first[rank], last, (k) => end[k] >= view.t0);
  const to = halve(from, last, (k) => begin[k] > view.t1);
  if (to - from > 4 * plotWidth())
    return;
  const bar = barOf(rank);
  const marks = to - from < plotWidth() / 6;
  let mark = -9;
  context.font = SMALL;
  context.textBaseline = 'middle';
  for (let i = from; i < to; i++) {
    const x = xOf(begin[i]), width = xOf(end[i]) - x;
    if (width >= 3) {
      drawEdges(context, i, x, width, bar);
    } else if (marks && x - mark >= 2) {
      drawMark(context, i, x, bar);
      mark = x;
    }
  }
}

/* Waiting has a solid edge above, so that paleness is not all that tells. */
function drawEdges(context, i, x, width, bar) {
  const waited = model.waited[i], kind = model.kind[i];
  if (waited > 0) {
    const from = xOf(model.begin[i] + model.waitFrom[i]);
    const to = xOf(model.begin[i] + model.waitFrom[i] + waited);
    context.fillStyle = theme.solid[kind];
    context.fillRect(from, bar.y, to - from, Math.min(4, bar.height * .2));
  }
  context.fillStyle = theme.edge[kind];
  context.fillRect(x, bar.y, 1, bar.height);
  if (bar.height < LOOK.names || width < 24)
    return;
  const left = Math.max(x, GUTTER) + 5;
  const room = Math.min(x + width, view.width) - left - 3;
  const text = fitting(context, model.run.names[model.name[i]], room);
  if (!text)
    return;
  context.fillStyle = waited * 2 > model.end[i] - model.begin[i]
    ? theme.ink : '#000000';
  context.fillText(text, left, bar.y + bar.height / 2 + 1);
}

/* The whole text, or it without "MPI_", or nothing. */
function fitting(context, text, room) {
  for (const word of [text, text.replace(/^P?MPI_/, '')])
    if (context.measureText(word).width <= room)
      return word;
  return null;
}

/* A call that took no time, or less than a pixel. */
function drawMark(context, i, x, bar) {
  context.fillStyle = theme.edge[model.kind[i]];
  context.fillRect(x - .75, bar.y, 1.5, bar.height);
  if (bar.height >= 10) {
    context.beginPath();
    context.moveTo(x - 3, bar.y);
    context.lineTo(x + 3, bar.y);
    context.lineTo(x, bar.y + 5);
    context.fill();
  }
}

function drawFlights(context, rank) {
  const { flights } = model;
  const last = flights.first[rank + 1];
  const bar = barOf(rank);
  let i = halve(flights.first[rank], last, (k) => flights.end[k] > view.t0);
  let reach = -1;
  for (; i < last && flights.begin[i] < view.t1; i++) {
    const x = Math.max(GUTTER, xOf(flights.begin[i]));
    const to = Math.min(view.width, xOf(flights.end[i]));
    if (to <= reach && !flights.hidden[i])
      continue;
    context.fillStyle = flights.hidden[i] ? theme.flight : theme.exposed;
    context.fillRect(x, bar.stripY, Math.max(.75, to - x), bar.strip);
    reach = Math.floor(to) + 1;
  }
}

/* Names of ranks, as many as fit. */
function drawGutter(context) {
  const [low, high] = visibleRanks();
  const step = niceStep(Math.max(1, 15 / laneHeight()));
  context.fillStyle = theme.panel;
  context.fillRect(0, TOP, GUTTER - 1, plotHeight());
  context.fillStyle = theme.line;
  context.fillRect(GUTTER - 1, TOP, 1, plotHeight());
  context.textBaseline = 'middle';
  for (let rank = Math.ceil(low / step) * step; rank < high; rank += step) {
    const two = laneHeight() >= 30;
    const y = Math.max(yOf(rank + .5), TOP + 8);
    context.font = FONT;
    context.fillStyle = theme.ink;
    context.fillText(`rank ${rank}`, 10, two ? y - 7 : y);
    if (two) {
      context.font = SMALL;
      context.fillStyle = theme.soft;
      context.fillText(shorten(context, hostOf(rank), GUTTER - 16), 10, y + 8);
    }
  }
}

function hostOf(rank) {
  return model.report.per_rank[rank].host;
}

function shorten(context, text, room) {
  if (context.measureText(text).width <= room)
    return text;
  let length = text.length;
  while (length > 1 && context.measureText(text.slice(0, length) + '…').width > room)
    length--;
  return text.slice(0, length) + '…';
}

/* 1, 2, 5, 10, ... */
function niceStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= least * .999999);
}
