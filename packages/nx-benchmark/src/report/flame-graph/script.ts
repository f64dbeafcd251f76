/**
 * What runs in the page: plain JavaScript that every browser of the last years knows. It draws only what is half a pixel
 * wide at the present zoom, so that large trees stay quick.
 */
export const FLAME_GRAPH_SCRIPT = `
'use strict';
(() => {
const data = JSON.parse(document.getElementById('data').textContent);
const { names, functions, parents, pruned } = data;
const SVG = 'http://www.w3.org/2000/svg';
const ROW = 20, SMALLEST = 0.5, LETTER = 6.6, SATURATED = 0.5, SAME = 0.02;
const graph = document.getElementById('graph');
const details = document.getElementById('details');
const search = document.getElementById('search');
const found = document.getElementById('found');
const reset = document.getElementById('reset');
const children = parents.map(() => []);
parents.forEach((parent, at) => { if (parent >= 0) children[parent].push(at); });
const state = { width: 'candidate', colour: 'cumulative', zoom: 0, chosen: 0, query: '' };
let drawn = [];

const nameOf = (at) => (at === 0 ? 'all calls' : names[functions[at]]);
const timesOf = (side, at) => ({ calls: data[side].calls[at], own: data[side].own[at], cumulative: data[side].cumulative[at] });
const widthOf = (at) => data[state.width].cumulative[at];

function duration(ns) {
  const size = Math.abs(ns);
  const [unit, scale] = size >= 1e9 ? ['s', 1e9] : size >= 1e6 ? ['ms', 1e6] : size >= 1e3 ? ['us', 1e3] : ['ns', 1];
  const value = size / scale;
  return (ns < 0 ? '-' : '') + value.toFixed(unit === 'ns' || value >= 100 ? 0 : value >= 10 ? 1 : 2) + ' ' + unit;
}
const signed = (ns) => (ns < 0 ? '-' : '+') + duration(Math.abs(ns));
function relative(before, now) {
  if (before === now) return '';
  if (before === 0) return 'new';
  if (now === 0) return 'gone';
  const percent = (now - before) / before * 100;
  return (percent < 0 ? '-' : '+') + Math.abs(percent).toFixed(Math.abs(percent) < 100 ? 1 : 0) + ' %';
}

/** From -1 (gone) to 1 (new); the larger side is the measure, so that both directions look alike. */
function changeOf(at) {
  const before = data.baseline[state.colour][at], now = data.candidate[state.colour][at];
  const larger = Math.max(before, now);
  return larger === 0 ? 0 : (now - before) / larger;
}
function colourOf(at) {
  const change = changeOf(at);
  const strength = Math.abs(change) <= SAME ? 0 : Math.min(1, Math.abs(change) / SATURATED);
  const share = Math.round(strength * 100);
  return 'color-mix(in srgb, var(--' + (change > 0 ? 'slower' : 'faster') + ') ' + share + '%, var(--same))';
}

const isFound = (at) => at !== 0 && nameOf(at).toLowerCase().includes(state.query);

/** Callers of the zoomed frame, itself, and what is below it: as {at, x, width, depth}. */
function layout(total) {
  const above = [];
  for (let at = parents[state.zoom]; at >= 0; at = parents[at]) above.unshift(at);
  const frames = above.map((at, depth) => ({ at, x: 0, width: total, depth, above: true }));
  const whole = widthOf(state.zoom);
  const scale = whole === 0 ? 0 : total / whole;
  const open = [{ at: state.zoom, x: 0, width: total, depth: above.length, above: false }];
  while (open.length > 0) {
    const frame = open.pop();
    frames.push(frame);
    let x = frame.x;
    const below = [];
    for (const at of children[frame.at]) {
      const width = widthOf(at) * scale;
      if (width >= SMALLEST) below.push({ at, x, width, depth: frame.depth + 1, above: false });
      x += width;
    }
    open.push(...below.reverse());
  }
  return frames;
}

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  parent.appendChild(made);
  return made;
}

function draw() {
  const total = graph.clientWidth || graph.parentNode.clientWidth - 32;
  const frames = layout(total);
  const rows = frames.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
  graph.replaceChildren();
  graph.setAttribute('height', rows * ROW + 2);
  drawn = frames;
  for (const { at, x, width, depth, above } of frames) {
    const classes = ['frame'];
    if (above) classes.push('above');
    if (state.query !== '') classes.push(isFound(at) ? 'found' : 'unfound');
    if (at === state.chosen) classes.push('chosen');
    const group = element('g', { class: classes.join(' '), 'data-at': at }, graph);
    element('rect', { x, y: depth * ROW + 1, width: Math.max(0, width), height: ROW, rx: 2, style: 'fill:' + colourOf(at) }, group);
    const letters = Math.floor((width - 8) / LETTER);
    if (letters >= 3) {
      const name = nameOf(at);
      const text = element('text', { x: x + 4, y: depth * ROW + 15 }, group);
      text.textContent = name.length <= letters ? name : name.slice(0, letters - 1) + '…';
    }
  }
  reset.hidden = state.zoom === 0;
  tellFound();
}

/** Time of what is found, each second once: a frame below a found one is in that one already. */
function tellFound() {
  if (state.query === '') { found.textContent = ''; return; }
  const inside = new Uint8Array(parents.length);
  const sum = { baseline: 0, candidate: 0 };
  let paths = 0;
  for (let at = 1; at < parents.length; at++) {
    const hit = isFound(at);
    if (hit) paths++;
    const covered = inside[parents[at]];
    if (hit && !covered) for (const side in sum) sum[side] += data[side].cumulative[at];
    inside[at] = covered || hit ? 1 : 0;
  }
  const share = data[state.width].cumulative[0] === 0 ? 0 : sum[state.width] / data[state.width].cumulative[0] * 100;
  found.textContent = paths === 0 ? 'not found'
    : duration(sum.baseline) + ' → ' + duration(sum.candidate) + ' in ' + paths + (paths === 1 ? ' path' : ' paths')
      + ', ' + share.toFixed(1) + ' % of the ' + state.width;
}

function tell(at) {
  const before = timesOf('baseline', at), now = timesOf('candidate', at);
  const row = (title, of, format) => {
    const [b, c] = [of(before), of(now)];
    return '<tr><th scope="row">' + title + '</th><td>' + format(b) + '</td><td>' + format(c) + '</td><td>'
      + (format === String ? (c - b > 0 ? '+' : '') + (c - b) : signed(c - b)) + '</td><td>' + relative(b, c) + '</td></tr>';
  };
  details.innerHTML = '<strong></strong><table><tr><td></td><td>baseline</td><td>candidate</td><td>change</td><td></td></tr>'
    + row('with what it calls', (times) => times.cumulative, duration)
    + row('own body', (times) => times.own, duration)
    + (at === 0 ? '' : row('calls', (times) => times.calls, String)) + '</table>';
  details.firstChild.textContent = nameOf(at);
}

function choose(at) {
  for (const group of graph.querySelectorAll('.chosen')) group.classList.remove('chosen');
  state.chosen = at;
  const group = graph.querySelector('[data-at="' + at + '"]');
  if (group !== null) { group.classList.add('chosen'); group.scrollIntoView({ block: 'nearest' }); }
  tell(at);
}

function zoom(at) {
  state.zoom = at;
  state.chosen = at;
  draw();
  choose(at);
}

/** What is beside a frame on the screen: its caller, what it calls first, or its neighbour in the same row. */
function beside(at, key) {
  const place = drawn.findIndex((frame) => frame.at === at);
  if (place < 0) return state.zoom;
  const own = drawn[place];
  if (key === 'ArrowUp') return parents[at] < 0 ? at : parents[at];
  if (key === 'ArrowDown') {
    const below = own.above ? drawn.filter(({ depth }) => depth === own.depth + 1) : drawn.filter((one) => parents[one.at] === at);
    return below.length === 0 ? at : below[0].at;
  }
  const row = drawn.filter(({ depth }) => depth === own.depth).sort((a, b) => a.x - b.x);
  const next = row[row.indexOf(own) + (key === 'ArrowRight' ? 1 : -1)];
  return next === undefined ? at : next.at;
}

const frameOf = (event) => event.target.closest && event.target.closest('.frame');
graph.addEventListener('mousemove', (event) => { const group = frameOf(event); if (group) tell(Number(group.dataset.at)); });
graph.addEventListener('mouseleave', () => tell(state.chosen));
graph.addEventListener('click', (event) => { const group = frameOf(event); if (group) { zoom(Number(group.dataset.at)); graph.focus({ preventScroll: true }); } });
reset.addEventListener('click', () => zoom(0));
search.addEventListener('input', () => { state.query = search.value.trim().toLowerCase(); draw(); });
for (const input of document.querySelectorAll('input[type=radio]')) {
  input.addEventListener('change', () => { state[input.name] = input.value; draw(); choose(state.chosen); });
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    if (state.query !== '') { search.value = ''; state.query = ''; draw(); }
    else if (state.zoom !== 0) zoom(parents[state.zoom]);
    graph.focus({ preventScroll: true });
    return;
  }
  if (event.target.tagName === 'INPUT') {
    if (event.key === 'Enter' && event.target === search) graph.focus({ preventScroll: true });
    return;
  }
  if (event.key === '/') { event.preventDefault(); search.focus(); search.select(); return; }
  if (event.target.tagName === 'BUTTON') return;
  if (event.key.startsWith('Arrow')) { event.preventDefault(); choose(beside(state.chosen, event.key)); }
  if (event.key === 'Enter') zoom(state.chosen);
});
window.addEventListener('resize', draw);

const [b, c] = [data.baseline.cumulative[0], data.candidate.cumulative[0]];
document.getElementById('totals').textContent = duration(b) + ' → ' + duration(c) + ' in all calls, ' + (relative(b, c) || 'no change');
document.getElementById('pruned').textContent = pruned.paths === 0 ? ''
  : (pruned.paths === 1 ? '1 path is' : pruned.paths + ' paths are') + ' left out for being under a thousandth of a pixel: ' + duration(pruned.own.baseline) + ' of the baseline, '
    + duration(pruned.own.candidate) + ' of the candidate.';
draw();
choose(0);
})();
`;
