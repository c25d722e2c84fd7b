/*
 * draw.js - a frame: lanes, arrows, what is chosen or found, the scale.
 */
const options = { messages: true, overlap: true, critical: false };
const drawn = { arrows: [] };
const chosen = { span: -1, message: -1 };
const hovered = { span: -1, message: -1 };

function drawAll() {
  const { context, width, height } = sizeCanvas(canvas);
  Object.assign(view, { width, height });
  keepInside();
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, width, height);
  drawAxis(context);
  context.save();
  context.beginPath();
  context.rect(GUTTER, TOP, plotWidth(), plotHeight());
  context.clip();
  drawLanes(context);
  drawArrows(context);
  drawPath(context);
  drawStuck(context);
  drawHits(context);
  drawChosen(context);
  context.restore();
  drawStrip(context);
  drawGutter(context);
  drawOverview();
  keepLegend();
  tellTooMany(context);
}

/* Frames around spans and thick arrows. */
function drawChosen(context) {
  for (const [what, colour, width] of
    [[hovered, theme.ink, 1.5], [chosen, theme.focus, 3]]) {
    if (what.span >= 0)
      frameSpan(context, what.span, colour, width);
    if (what.message >= 0)
      drawStrong(context, arrowOf(what.message), colour, 9, width);
  }
  if (chosen.span >= 0)
    for (const i of messagesOf(model, chosen.span).slice(0, 64))
      drawStrong(context, arrowOf(i), theme.focus, 9, 2);
}

function frameSpan(context, span, colour, width) {
  const bar = barOf(model.rank[span]);
  const x = xOf(model.begin[span]);
  const length = Math.max(2, xOf(model.end[span]) - x);
  context.lineWidth = width + 2;
  context.strokeStyle = theme.paper;
  context.strokeRect(x - 1, bar.y - 1, length + 2, bar.height + 2);
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.strokeRect(x - 1, bar.y - 1, length + 2, bar.height + 2);
}

function tellTooMany(context) {
  if (drawn.arrows || !options.messages ||
      model.messages.count === model.accesses)
    return;
  const text = 'zoom in to see single messages';
  context.font = SMALL;
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 16;
  const x = view.width - width - 10, y = view.height - 28;
  context.globalAlpha = .88;
  context.fillStyle = theme.panel;
  context.fillRect(x, y, width, 20);
  context.globalAlpha = 1;
  context.fillStyle = theme.soft;
  context.fillText(text, x + 8, y + 10);
}
