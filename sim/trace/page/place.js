/*
 * place.js - what is shown and chosen, as the part of the address after '#',
 * so that a link leads there:
 *
 *     #t=FROM,TO&r=FROM,TO&call=RANK.NUMBER  or  &message=NUMBER  &critical
 */
let remembering = 0;

function hashOfPlace() {
  const number = (value) => String(+value.toFixed(3));
  const words = [`t=${Math.round(view.t0)},${Math.round(view.t1)}`,
    `r=${number(view.r0)},${number(view.r1)}`];
  if (chosen.span >= 0)
    words.push(`span=${model.rank[chosen.span]}.` +
      (chosen.span - model.first[model.rank[chosen.span]]));
  if (chosen.message >= 0)
    words.push(`message=${model.messages.number[chosen.message]}`);
  if (options.critical)
    words.push('critical');
  return `#${words.join('&')}`;
}

function rememberPlace() {
  clearTimeout(remembering);
  remembering = setTimeout(() => {
    try {
      history.replaceState(null, '', hashOfPlace());
    } catch {
      /* A browser may forbid it for files; the page works without. */
    }
  }, 200);
}

function goToPlace(hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ''));
  const pair = (name) => (words.get(name) || '').split(/[,.]/).map(Number);
  const range = (name) => (words.get(name) || '').split(',').map(Number);
  const good = (values) => values.length === 2 && values.every(Number.isFinite) &&
    values[0] < values[1];
  const [t, r] = [range('t'), range('r')];
  if (good(t))
    [view.t0, view.t1] = t;
  if (good(r))
    [view.r0, view.r1] = r;
  if (words.has('critical') && !options.critical && !model.deadlock)
    toggle('critical');
  const [rank, index] = pair('span');
  if (words.has('span') && rank >= 0 && rank < model.ranks &&
      index >= 0 && model.first[rank] + index < model.first[rank + 1])
    choose({ span: model.first[rank] + index, message: -1 });
  if (words.has('message')) {
    const wanted = Number(words.get('message')), { messages } = model;
    const i = halve(0, messages.count, (k) => messages.number[k] >= wanted);
    if (i < messages.count && messages.number[i] === wanted)
      choose({ span: -1, message: i });
  }
  moved();
}
