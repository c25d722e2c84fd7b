/*
 * panel.js - beside the lanes: what is chosen, what was found, the table.
 */
function rowsOf(rows) {
  return make('dl', {}, ...rows.flatMap(([name, value]) =>
    [make('dt', {}, name), make('dd', {}, value)]));
}

function button(text, act) {
  return make('button', { type: 'button', onclick: act }, text);
}

function link(text, act) {
  return make('button', { type: 'button', class: 'link', onclick: act }, text);
}

/* Choose and bring into view. */
function goToSpan(span) {
  choose({ span, message: -1 });
  if (span >= 0)
    revealSpan(span);
}

function revealSpan(span) {
  const rank = model.rank[span];
  const seen = model.end[span] >= view.t0 && model.begin[span] <= view.t1 &&
    xOf(model.end[span]) - xOf(model.begin[span]) > 2;
  if (!seen || laneHeight() < LOOK.marks || rank < view.r0 || rank + 1 > view.r1)
    revealTime(model.begin[span], model.end[span], rank, rank);
  redraw();
}

/* Keep the scale if the stretch can be seen in it, else take a fitting one. */
function revealTime(begin, end, low, high) {
  const length = view.t1 - view.t0, stretch = end - begin;
  const dense = length > model.last / 4 && model.count > 5000;
  if (!dense && stretch < length * .9 && stretch > length * .004) {
    view.t0 = (begin + end - length) / 2;
    view.t1 = view.t0 + length;
    showRanks(low, high);
  } else {
    const around = stretch > 0 ? 0 : Math.min(length / 2, model.last / 50);
    showTime(begin - around, end + around, low, high);
  }
}

function goToMessage(i) {
  const { messages } = model;
  choose({ span: -1, message: i });
  revealTime(messages.sent[i], messages.arrive[i],
    Math.min(messages.from[i], messages.to[i]),
    Math.max(messages.from[i], messages.to[i]));
}

function choose(what) {
  Object.assign(chosen, what);
  fillDetails();
  redraw();
  rememberPlace();
}

function spanLinks(span) {
  const { messages } = model;
  const list = [...messagesOf(model, span)];
  const items = list.slice(0, 12).map((i) => {
    if (isAccess(messages, i))
      return make('li', {}, link(`${bytesShort(messages.bytes[i])} of a file`,
        () => goToMessage(i)));
    const sent = messages.sendSpan[i] === span;
    const other = sent ? messages.recvSpan[i] : messages.sendSpan[i];
    const rank = sent ? messages.to[i] : messages.from[i];
    return make('li', {}, link(
      `${sent ? 'to' : 'from'} rank ${rank}, ${bytesShort(messages.bytes[i])}`,
      () => goToMessage(i)), other < 0 ? ` (${messageFate(i) || 'inside MPI'})`
      : make('span', {}, ' – ', link(
        `jump to the ${sent ? 'receive' : 'send'}`, () => goToSpan(other))));
  });
  if (list.length > 12)
    items.push(make('li', {}, `and ${list.length - 12} more`));
  return items.length === 0 ? null
    : make('ul', { style: 'margin:6px 0 0;padding-left:18px' }, ...items);
}

/* The call before or after the chosen one, on its rank. */
function step(by) {
  if (chosen.span < 0)
    return;
  const rank = model.rank[chosen.span], next = chosen.span + by;
  if (next >= model.first[rank] && next < model.first[rank + 1])
    goToSpan(next);
}

function stuckWhy(span) {
  const stuck = model.deadlock && model.deadlock.ranks.find(
    ({ rank }) => rank === model.rank[span]);
  if (!stuck || !(model.flags[span] & SPAN_OPEN))
    return [];
  return [make('p', { class: 'finding error' }, make('b', {}, 'waits for ever'),
    `: ${stuck.why}`)];
}

function fillDetails() {
  const panel = at('details');
  if (chosen.span >= 0) {
    const span = chosen.span;
    panel.replaceChildren(make('h2', { class: 'call' }, nameOf(span)),
      ...stuckWhy(span), rowsOf(spanRows(span)),
      ...[spanLinks(span)].filter(Boolean),
      make('div', { class: 'row' }, button('‹ earlier', () => step(-1)),
        button('later ›', () => step(1)),
        button('zoom to it', () => showTime(model.begin[span], model.end[span],
          model.rank[span], model.rank[span]))));
  } else if (chosen.message >= 0) {
    const i = chosen.message, { sendSpan, recvSpan } = model.messages;
    const jump = (text, span) => span < 0 ? null
      : button(text, () => goToSpan(span));
    panel.replaceChildren(make('h2', {}, messageTitle(i)),
      rowsOf(messageRows(i)), make('div', { class: 'row' },
        jump('jump to the send', sendSpan[i]),
        jump('jump to the receive', recvSpan[i])));
  } else {
    panel.replaceChildren(make('p', { class: 'note', style: 'margin:0' },
      'Click a bar or an arrow for its call, place, peer, tag, size and times.'
    ));
  }
}

/* The last call of a rank that began until then. */
function callAt(rank, time) {
  const first = model.first[rank], last = model.first[rank + 1];
  return halve(first, last, (i) => model.begin[i] > time) - 1;
}

function findingItem(found) {
  const rank = found.ranks.length > 0 ? found.ranks[0] : -1;
  const place = found.file ? `${found.file}:${found.line}` : null;
  const item = make('div', { class: `finding ${found.severity}` },
    make('b', {}, found.kind), ` ${found.message}`);
  const go = () => {
    const span = callAt(rank, found.time_s * 1e12 + .5);
    if (span >= model.first[rank])
      goToSpan(span);
  };
  if (found.advice)
    item.append(make('div', { class: 'note' }, found.advice));
  if (rank >= 0)
    item.append(make('div', {}, link(
      `${found.call || 'rank'} ${found.call ? `of rank ${rank}` : rank}` +
      `${place ? ` at ${place}` : ''}`, go)));
  return item;
}

function fillFindings() {
  const { findings } = model.report;
  const path = pathSummary();
  const items = findings.slice(0, 50).map(findingItem);
  if (findings.length > 50)
    items.push(make('p', { class: 'note' }, `and ${findings.length - 50} more`));
  if (findings.length > 0)
    items.unshift(make('h2', {}, 'Findings'));
  if (path)
    items.push(path);
  at('findings').replaceChildren(...items);
}

/* What the critical path is made of. */
function pathSummary() {
  if (model.deadlock)
    return null;
  const rows = pathOf(model).parts.map((ps, kind) => [PATH_WORDS[kind],
    `${duration(ps)} (${(100 * ps / Math.max(1, model.finish)).toFixed(1)} %)`])
    .filter((_, kind) => pathOf(model).parts[kind] > 0);
  return rows.length === 0 ? null
    : make('div', {}, make('h2', {}, 'Critical path'), rowsOf(rows));
}
