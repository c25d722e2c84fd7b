/*
 * overview.js - the whole run in small below, with a frame around the part
 * that is shown above; dragging moves it.
 */
const overview = at('overview');
let wholeRun = null; /* the picture, made once */

function drawOverview() {
  const { context, width, height } = sizeCanvas(overview);
  const room = width - GUTTER, top = 6, tall = height - 12;
  if (!wholeRun || wholeRun.width !== Math.round(room))
    wholeRun = makeRaster(0, model.last, 0, model.ranks,
      Math.max(1, Math.round(room)), Math.min(model.ranks, Math.round(tall)));
  context.fillStyle = theme.panel;
  context.fillRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  context.drawImage(wholeRun, GUTTER, top, room, tall);
  context.fillStyle = theme.soft;
  context.font = SMALL;
  context.textBaseline = 'middle';
  context.fillText('whole run', 10, height / 2 - 7);
  context.fillText(duration(model.finish), 10, height / 2 + 8);
  const x = (t) => GUTTER + t / model.last * room;
  drawHitTicks(context, x, top, tall);
  const y = (r) => top + Math.min(r, model.ranks) / model.ranks * tall;
  const [left, right] = [x(view.t0), x(view.t1)];
  const [high, low] = [y(view.r0), y(view.r1)];
  context.globalAlpha = .6;
  context.fillStyle = theme.panel;
  context.fillRect(GUTTER, top, left - GUTTER, tall);
  context.fillRect(right, top, width - right, tall);
  context.fillRect(left, top, right - left, high - top);
  context.fillRect(left, low, right - left, top + tall - low);
  context.globalAlpha = 1;
  context.strokeStyle = theme.focus;
  context.lineWidth = 2;
  context.strokeRect(left, high, Math.max(2, right - left - 1),
    Math.max(2, low - high));
}

function goToOverview(event) {
  const box = overview.getBoundingClientRect();
  const t = (event.clientX - box.left - GUTTER) / (box.width - GUTTER) *
    model.last;
  const r = (event.clientY - box.top - 6) / (box.height - 12) * model.ranks;
  const half = (view.t1 - view.t0) / 2, ranks = (view.r1 - view.r0) / 2;
  Object.assign(view, { t0: t - half, t1: t + half, r0: r - ranks,
    r1: r + ranks });
  moved();
}
