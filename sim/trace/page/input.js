/*
 * input.js - mouse, wheel, touch and keys.
 */
const pointers = new Map(); /* id to place: one drags, two pinch */
let dragged = false;

function placeIn(event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function onWheel(event) {
  event.preventDefault();
  const [x, y] = placeIn(event);
  const scale = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 400 : 1;
  const [dx, dy] = [event.deltaX * scale, event.deltaY * scale];
  if (event.altKey)
    pan(0, dy / plotHeight());
  else if (event.shiftKey)
    zoomRanks(1.0018 ** (dy || dx), rankAt(y));
  else if (Math.abs(dx) > Math.abs(dy))
    pan(dx / plotWidth(), 0);
  else
    zoomTime(1.0018 ** dy, timeAt(Math.max(GUTTER, x)));
}

function onDown(event) {
  if (event.button !== 0)
    return;
  canvas.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, placeIn(event));
  dragged = false;
}

function pinch(before, after) {
  const spread = (pair) => Math.abs(pair[0][0] - pair[1][0]) || 1;
  const middle = (pair) => (pair[0][0] + pair[1][0]) / 2;
  zoomTime(spread(before) / spread(after), timeAt(middle(after)));
}

function onMove(event) {
  const [x, y] = placeIn(event);
  const held = pointers.get(event.pointerId);
  if (!held) {
    hover(x, y);
    return;
  }
  const before = [...pointers.values()];
  pointers.set(event.pointerId, [x, y]);
  if (pointers.size === 2) {
    pinch(before, [...pointers.values()]);
    dragged = true;
    return;
  }
  if (!dragged && Math.hypot(x - held[0], y - held[1]) < 4) {
    pointers.set(event.pointerId, held);
    return;
  }
  dragged = true;
  canvas.style.cursor = 'grabbing';
  pan((held[0] - x) / plotWidth(), (held[1] - y) / plotHeight());
}

function onUp(event) {
  if (!pointers.delete(event.pointerId))
    return;
  canvas.style.cursor = '';
  if (!dragged)
    choose(hit(...placeIn(event)));
}

function hover(x, y) {
  const what = hit(x, y);
  if (what.span !== hovered.span || what.message !== hovered.message) {
    Object.assign(hovered, what);
    canvas.style.cursor = what.span >= 0 || what.message >= 0 ? 'pointer' : '';
    redraw();
  }
  showTip(what, x, y);
}

function unhover() {
  Object.assign(hovered, { span: -1, message: -1 });
  at('tip').hidden = true;
  redraw();
}

function zoomToHit(event) {
  const { span, message } = hit(...placeIn(event));
  const { messages } = model;
  if (span >= 0)
    showTime(model.begin[span], model.end[span], model.rank[span],
      model.rank[span]);
  else if (message >= 0)
    showTime(messages.sent[message], messages.arrive[message],
      Math.min(messages.from[message], messages.to[message]),
      Math.max(messages.from[message], messages.to[message]));
}

function toggle(name) {
  options[name] = !options[name];
  at(name).setAttribute('aria-pressed', options[name]);
  redraw();
  rememberPlace();
}

function goToDeadlock() {
  const { deadlock } = model;
  if (!deadlock)
    return;
  const cycle = deadlock.cycle.length > 0 ? deadlock.cycle
    : deadlock.ranks.map(({ rank }) => rank);
  const spans = deadlock.ranks.map(({ rank }) => model.first[rank + 1] - 1);
  const begun = spans.reduce((least, span) => span >= 0 && model.begin[span] < least
    ? model.begin[span] : least, model.finish);
  view.t0 = Math.max(begun - model.pad, model.finish - 8 * model.pad);
  view.t1 = model.last;
  view.r0 = Math.min(...cycle);
  view.r1 = Math.max(...cycle) + 1;
  moved();
}

const center = () => (view.t0 + view.t1) / 2;
const middle = () => (view.r0 + view.r1) / 2;

const KEYS = [
  [['+', '='], 'zoom in (wheel)', () => zoomTime(1 / 1.5, center())],
  [['-'], 'zoom out', () => zoomTime(1.5, center())],
  [['}', ']'], 'taller lanes (Shift + wheel)', () => zoomRanks(1 / 1.5, middle())],
  [['{', '['], 'lower lanes', () => zoomRanks(1.5, middle())],
  [['ArrowLeft', 'a'], 'move (drag, Alt + wheel)', () => pan(-.15, 0)],
  [['ArrowRight', 'd'], null, () => pan(.15, 0)],
  [['ArrowUp', 'w'], null, () => pan(0, -.15)],
  [['ArrowDown', 's'], null, () => pan(0, .15)],
  [['PageUp'], null, () => pan(0, -.9)],
  [['PageDown'], null, () => pan(0, .9)],
  [['Home'], 'to the beginning', () => pan(-view.t0 / (view.t1 - view.t0), 0)],
  [['End'], 'to the end', () => pan(model.last / (view.t1 - view.t0), 0)],
  [['0', 'f'], 'show everything', fitAll],
  [[','], 'the call before', () => step(-1)],
  [['.'], 'the call after', () => step(1)],
  [['/'], 'search', () => at('query').select()],
  [['n'], 'next hit (Shift + N: previous)', () => goToHit(1)],
  [['N'], null, () => goToHit(-1)],
  [['c'], 'critical path', () => at('critical').click()],
  [['m'], 'messages', () => toggle('messages')],
  [['o'], 'overlap: data on the way', () => toggle('overlap')],
  [['x'], 'the deadlock', goToDeadlock],
  [['Escape'], 'choose nothing', () => choose({ span: -1, message: -1 })],
  [['?'], 'this list', () => at('help').showModal()],
];

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || at('help').open ||
      event.target.matches('input, dialog *'))
    return;
  const entry = KEYS.find(([keys]) => keys.includes(event.key));
  if (!entry || (event.key === ' ' && event.target.matches('button')))
    return;
  event.preventDefault();
  entry[2]();
}

function fillHelp() {
  const rows = KEYS.filter(([, text]) => text).map(([keys, text]) => [
    make('span', {}, ...keys.flatMap((key, i) => [i ? ' ' : '',
      make('kbd', {}, key === 'ArrowLeft' ? '← → ↑ ↓' : key === 'a' ? 'a d w s' : key)])),
    text]);
  at('help').replaceChildren(make('h2', {}, 'Keys and mouse'),
    make('dl', {}, ...rows.flatMap(([keys, text]) =>
      [make('dt', {}, keys), make('dd', {}, text)]),
    make('dt', {}, 'click'), make('dd', {}, 'details of a bar or an arrow'),
    make('dt', {}, 'double click'), make('dd', {}, 'zoom to it')),
    make('div', { class: 'row' }, button('Close', () => at('help').close())));
}

function listen() {
  canvas.addEventListener('wheel', onWheel, { passive: false });
  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  canvas.addEventListener('pointerup', onUp);
  canvas.addEventListener('pointercancel', onUp);
  canvas.addEventListener('pointerleave', unhover);
  canvas.addEventListener('dblclick', zoomToHit);
  canvas.style.touchAction = 'none';
  overview.addEventListener('pointerdown', (event) => {
    overview.setPointerCapture(event.pointerId);
    goToOverview(event);
  });
  overview.addEventListener('pointermove', (event) => {
    if (event.buttons & 1)
      goToOverview(event);
  });
  document.addEventListener('keydown', onKey);
  const query = at('query');
  query.addEventListener('input', () => runSearch(query.value));
  query.addEventListener('keydown', (event) => {
    if (event.key === 'Enter')
      goToHit(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape')
      canvas.focus();
  });
  const click = (id, act) => at(id).addEventListener('click', act);
  click('previous', () => goToHit(-1));
  click('next', () => goToHit(1));
  click('critical', showPath);
  click('stuck', goToDeadlock);
  click('messages', () => toggle('messages'));
  click('overlap', () => toggle('overlap'));
  click('in', () => zoomTime(1 / 1.5, center()));
  click('out', () => zoomTime(1.5, center()));
  click('fit', fitAll);
  click('ask', () => at('help').showModal());
  new ResizeObserver(redraw).observe(canvas);
  window.addEventListener('hashchange', () => goToPlace(location.hash));
  dark.addEventListener('change', restyle);
}

/* Switching it on also shows all of it. */
function showPath() {
  toggle('critical');
  if (options.critical)
    fitAll();
}
