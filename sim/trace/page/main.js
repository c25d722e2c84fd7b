/*
 * main.js - the page comes to life: read, arrange, draw.
 */
function verdictText(report) {
  return report.verdict === 'ok' ? 'ok' : report.verdict;
}

function fillHeader() {
  const { report } = model, { platform, config } = report;
  const program = config.program.split('/').pop();
  document.title = `${program}: dryrun timeline`;
  at('title').textContent = [program, ...config.arguments.slice(1)].join(' ');
  at('verdict').textContent = verdictText(report);
  at('verdict').classList.toggle('bad', report.verdict !== 'ok');
  at('facts').textContent = [
    `${duration(model.finish)} simulated`, counted(model.ranks, 'rank'),
    `on ${platform.name}`, `${config.net} network`,
    `${config.progress} progress`,
    `eager limit ${typeof config.eager === 'number' ? bytesShort(config.eager) : config.eager}`,
    `dryrun ${report.dryrun}`].join(', ');
  at('critical').disabled = Boolean(model.deadlock);
  at('stuck').hidden = !model.deadlock;
}

/* What each legend entry looks like: drawn by the same colours. */
function legendEntries() {
  const fill = (colour) => (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 26, 13);
  };
  const present = new Set(model.kind);
  const entries = KIND_WORDS.map((word, kind) => [word, fill(theme.solid[kind])])
    .filter((_, kind) => present.has(kind));
  /* In two colours, so that nobody takes it for those of one. */
  if (model.waited.some((time) => time > 0))
    entries.push(['pale: blocked in the call', (pen) => {
      [RECEIVE, COLLECTIVE].forEach((kind, side) => {
        pen.fillStyle = theme.pale[kind];
        pen.fillRect(13 * side, 0, 13, 13);
        pen.fillStyle = theme.solid[kind];
        pen.fillRect(13 * side, 0, 13, 3);
      });
    }]);
  if (model.messages.count > model.accesses)
    entries.push(['message', (pen) => {
      pen.strokeStyle = pen.fillStyle = theme.arrow;
      strokeArrow(pen, { x1: 1, y1: 2, x2: 25, y2: 11 }, 7);
    }]);
  if (model.messages.count > 0)
    entries.push([model.accesses > 0 ? 'data on the way, of messages and files'
      : 'its data on the way', (pen) => {
      pen.fillStyle = theme.exposed;
      pen.fillRect(0, 4, 26, 5);
    }], ['the same while the rank computes', (pen) => {
      pen.fillStyle = theme.flight;
      pen.fillRect(0, 4, 26, 5);
    }]);
  if (model.deadlock)
    entries.push(['waits for ever', (pen) => {
      pen.fillStyle = hatch(pen);
      pen.fillRect(0, 0, 26, 13);
    }], ['waits for', (pen) => {
      pen.strokeStyle = pen.fillStyle = theme.alarm;
      pen.lineWidth = 2.5;
      strokeArrow(pen, { x1: 2, y1: 6.5, x2: 25, y2: 6.5 }, 9);
    }]);
  if (options.critical)
    entries.push(['critical path: what decided the run time', (pen) => {
      pen.strokeStyle = theme.alarm;
      pen.lineWidth = 4;
      pen.beginPath();
      [[0, 10], [10, 10], [16, 3], [26, 3]].forEach(([x, y]) => pen.lineTo(x, y));
      pen.stroke();
    }]);
  return entries;
}

let legendShows = null; /* the path? */

function keepLegend() {
  if (legendShows !== options.critical)
    fillLegend();
}

function fillLegend() {
  legendShows = options.critical;
  at('legend').replaceChildren(...legendEntries().map(([word, draw]) => {
    const sample = make('canvas', { 'aria-hidden': 'true' });
    const scale = window.devicePixelRatio || 1;
    [sample.width, sample.height] = [26 * scale, 13 * scale];
    const pen = sample.getContext('2d');
    pen.scale(scale, scale);
    draw(pen);
    return make('li', {}, sample, word);
  }));
}

function restyle() {
  chooseTheme();
  wholeRun = null;
  fillLegend();
  redraw();
  /* After the lanes: a thousand rows and the path take a while. */
  setTimeout(() => {
    fillTable();
    fillFindings();
  });
}

async function start() {
  if (!window.DecompressionStream)
    throw new Error('this browser is too old: it has no DecompressionStream ' +
      '(Chrome 80, Firefox 113, Safari 16.4 or later have)');
  const run = readRun();
  const [spans, messages] = await Promise.all(
    ['spans', 'messages'].map(readBlocks));
  model = makeModel(run, spans, messages);
  chooseTheme();
  fillHeader();
  fillDetails();
  tellHits();
  fillHelp();
  listen();
  restyle();
  Object.assign(view, sizeCanvas(canvas),
    { t0: 0, t1: model.last, r0: 0, r1: model.ranks });
  if (location.hash.length > 1)
    goToPlace(location.hash);
  at('loading').remove();
  drawAll();
  document.documentElement.dataset.ready = Math.round(performance.now());
}

start().catch((error) => {
  at('loading').textContent = `The trace cannot be shown: ${error.message}`;
  throw error;
});
