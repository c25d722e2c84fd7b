/*
 * describe.js - a span or a message in words: for the tip, for the panel.
 */
const nameOf = (span) => model.run.names[model.name[span]];

function placeText(span) {
  const [file, line] = model.run.sites[model.site[span]] || [];
  return file ? `${file}:${line}` : null;
}

/* Wildcards and the like are negative in the trace. */
const PEERS = { '-2': 'any source', '-3': 'MPI_PROC_NULL' };
const TAGS = { '-2': 'any tag' };

function peerText(span) {
  const peer = model.peer[span];
  return peer === -1 ? null : PEERS[peer] || `rank ${peer}`;
}

function tagText(tag) {
  return tag === -1 ? null : TAGS[tag] || String(tag);
}

function spanRows(span) {
  const length = model.end[span] - model.begin[span];
  const waited = model.waited[span];
  const open = model.flags[span] & SPAN_OPEN;
  const share = length > 0 ? Math.round(100 * waited / length) : 0;
  return [
    ['at', placeText(span)],
    ['rank', `${model.rank[span]} on ${hostOf(model.rank[span])}`],
    [model.kind[span] === COLLECTIVE ? 'root' : 'peer', peerText(span)],
    ['of', model.run.comms[model.comm[span]] || null],
    ['tag', tagText(model.tag[span])],
    ['size', model.bytes[span] >= 0 ? bytesText(model.bytes[span]) : null],
    ['begins', moment(model.begin[span])],
    ['ends', open ? 'never' : moment(model.end[span])],
    ['takes', duration(length)],
    ['of it blocked', waited > 0 ? `${duration(waited)} (${share} %)` : null],
  ].filter(([, value]) => value !== null);
}

function messageFate(i) {
  const flags = model.messages.flags[i];
  if (flags & MESSAGE_UNDER_WAY)
    return 'under way when the run ended';
  return flags & MESSAGE_UNMATCHED ? 'never received' : null;
}

function accessRows(i) {
  const { messages } = model;
  return [
    ['of', `rank ${messages.from[i]}`],
    ['size', bytesText(messages.bytes[i])],
    ['begins', moment(messages.launch[i])],
    ['ends', moment(messages.arrive[i])],
    ['takes', duration(messages.arrive[i] - messages.launch[i])],
    ['fate', messages.flags[i] & MESSAGE_UNDER_WAY ? messageFate(i) : null],
  ].filter(([, value]) => value !== null);
}

function messageRows(i) {
  const { messages } = model;
  const launch = messages.launch[i];
  if (isAccess(messages, i))
    return accessRows(i);
  const matched = messages.flags[i] & MESSAGE_UNMATCHED
    ? null : moment(messages.sent[i] + messages.matched[i]);
  return [
    ['from', `rank ${messages.from[i]}`],
    ['to', `rank ${messages.to[i]}`],
    ['tag', messages.flags[i] & MESSAGE_INNER ? null : tagText(messages.tag[i])],
    ['size', bytesText(messages.bytes[i])],
    ['protocol', PROTOCOLS[messages.flags[i] >> MESSAGE_PROTOCOL]],
    ['part of', messages.flags[i] & MESSAGE_INNER ? 'a collective' : null],
    ['sent', moment(messages.sent[i])],
    ['payload leaves', messages.begin[i] > 0 ? moment(launch) : null],
    ['arrives', moment(messages.arrive[i])],
    ['matched', matched],
    ['on the way', duration(messages.arrive[i] - launch)],
    ['fate', messageFate(i)],
  ].filter(([, value]) => value !== null);
}

function messageTitle(i) {
  const { messages } = model;
  if (isAccess(messages, i))
    return `file access ${messages.number[i]} of rank ${messages.from[i]}`;
  return `message ${messages.number[i]}: ${messages.from[i]} → ${messages.to[i]}`;
}

/* A line of the tip per fact that matters most. */
function tipOf(what) {
  if (what.message >= 0) {
    const { messages } = model, i = what.message;
    const tag = messages.flags[i] & MESSAGE_INNER
      ? 'of a collective' : `tag ${messages.tag[i]}`;
    return [messageTitle(i), `${bytesText(messages.bytes[i])}, ${tag}`,
      `sent ${moment(messages.sent[i])}, on the way ` +
        duration(messages.arrive[i] - messages.launch[i])];
  }
  const span = what.span, waited = model.waited[span];
  const length = model.end[span] - model.begin[span];
  const lines = [nameOf(span) + (placeText(span) ? ` at ${placeText(span)}` : '')];
  const about = [`rank ${model.rank[span]}`, peerText(span) && (
    model.peer[span] >= 0 ? `peer ${model.peer[span]}` : peerText(span)),
  tagText(model.tag[span]) && `tag ${tagText(model.tag[span])}`,
  model.bytes[span] >= 0 && bytesText(model.bytes[span])].filter(Boolean);
  lines.push(about.join(', '));
  lines.push(model.flags[span] & SPAN_OPEN
    ? `since ${moment(model.begin[span])}, never returns`
    : `${moment(model.begin[span])}, takes ${duration(length)}` +
      (waited > 0 ? `, ${duration(waited)} blocked` : ''));
  const others = together(span) - 1;
  if (others > 0)
    lines.push(`and ${counted(others, 'more call')} at this moment (, and .)`);
  return lines;
}

function showTip(what, x, y) {
  const tip = at('tip');
  if (what.span < 0 && what.message < 0) {
    tip.hidden = true;
    return;
  }
  const [title, ...rest] = tipOf(what);
  tip.replaceChildren(make('b', {}, title),
    ...rest.map((line) => make('div', { class: 'soft' }, line)));
  tip.hidden = false;
  const right = x + 16 + tip.offsetWidth > view.width;
  const low = y + 16 + tip.offsetHeight > view.height;
  tip.style.left = `${right ? Math.max(0, x - 12 - tip.offsetWidth) : x + 16}px`;
  tip.style.top = `${low ? Math.max(0, y - 12 - tip.offsetHeight) : y + 16}px`;
}
