/*
 * axis.js - the scale of time, and the number of payloads under way below it.
 */
function drawAxis(context) {
  const step = niceStep((view.t1 - view.t0) / plotWidth() * 110);
  const [unit, scale] = unitOf(view.t1);
  const digits = Math.max(0, Math.ceil(Math.log10(scale / step) - 1e-9));
  context.fillStyle = theme.panel;
  context.fillRect(0, 0, view.width, TOP);
  context.font = SMALL;
  context.textBaseline = 'middle';
  for (let t = Math.ceil(view.t0 / step) * step; t <= view.t1; t += step) {
    if (t > model.finish)
      break;
    const x = xOf(t);
    context.fillStyle = theme.line;
    context.fillRect(x, 18, 1, view.height - 18);
    context.fillStyle = theme.soft;
    context.fillText(`${(t / scale).toFixed(digits)} ${unit}`, x + 4, 12);
  }
  const end = xOf(model.finish);
  if (end >= GUTTER && end <= view.width + 1) {
    context.fillStyle = theme.ink;
    context.fillRect(Math.min(end, view.width - 1.5), AXIS - 8, 1.5,
      view.height);
  }
  context.fillStyle = theme.panel;
  context.fillRect(0, 0, GUTTER - 1, TOP);
  context.fillStyle = theme.soft;
  context.fillText('time', 10, 12);
}

function drawStrip(context) {
  const columns = Math.round(plotWidth());
  const heights = new Float64Array(columns);
  const { count, launches, arrivals } = model.messages;
  let most = 0;
  for (let x = 0; x < columns; x++) {
    /* In the middle of the pixel; one that is shorter is seen all the same. */
    const before = (times, t) => halve(0, count, (i) => times[i] > t);
    const [from, middle, to] = [0, .5, 1].map((part) => timeAt(GUTTER + x + part));
    heights[x] = before(launches, middle) - before(arrivals, middle) ||
      Math.min(1, before(launches, to) - before(arrivals, from));
    most = Math.max(most, heights[x]);
  }
  context.fillStyle = theme.flight;
  const room = STRIP - 5;
  for (let x = 0; x < columns; x++) {
    if (heights[x] > 0) {
      const height = Math.max(1, heights[x] / most * room);
      context.fillRect(GUTTER + x, TOP - 2 - height, 1, height);
    }
  }
  context.fillStyle = theme.line;
  context.fillRect(0, TOP - 1, view.width, 1);
  context.fillStyle = theme.soft;
  context.font = SMALL;
  context.textBaseline = 'middle';
  context.fillText('on their way', 10, AXIS + 6);
  context.fillText(`most ${most.toLocaleString('en')}`, 10, AXIS + 19);
}
