// The atlas: while a card has the pointer or the focus, everything it feeds and everything it is fed by is shown, however
// far; firms open in a drawer beside the picture, whose segment stands in the address. Without this file the picture and its
// links still work.

import { live } from './picture.js';

const atlas = document.getElementById('atlas');
const drawer = document.getElementById('drawer');
const content = document.getElementById('drawer-content');

// What is reached from a segment along edges one way; material that goes back leads no further.
const reach = (edges, start, from, to) => {
  const reached = new Set([start]);
  const taken = [];
  for (const segment of reached) {
    for (const edge of edges) {
      if (edge.dataset[from] !== segment || (edge.classList.contains('recycle') && segment !== start)) continue;
      taken.push(edge);
      if (!edge.classList.contains('recycle')) reached.add(edge.dataset[to]);
    }
  }
  return { reached, taken };
};

const light = (card) => {
  const svg = atlas.querySelector('svg.atlas');
  for (const lit of svg.querySelectorAll('.lit')) lit.classList.remove('lit');
  const chosen = card?.dataset.segment;
  svg.classList.toggle('choosing', chosen !== undefined);
  if (chosen === undefined) return;
  const edges = [...svg.querySelectorAll('.edge')];
  const down = reach(edges, chosen, 'from', 'to');
  const up = reach(edges, chosen, 'to', 'from');
  const near = new Set([...down.reached, ...up.reached]);
  for (const edge of [...down.taken, ...up.taken]) {
    edge.classList.add('lit');
    near.add(edge.dataset.from).add(edge.dataset.to);
    edge.parentNode.append(edge);
  }
  for (const other of svg.querySelectorAll('a.card')) other.classList.toggle('lit', near.has(other.dataset.segment));
};

const { reveal, refit } = live(atlas, (link) => light(link?.matches('.card') ? link : null));

const stage = document.getElementById('stage');
const cardOf = (segment) => [...atlas.querySelectorAll('a.card')].find((card) => card.dataset.segment === segment);
const named = () => {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return '';
  }
};

let opened = null;
const mark = () => {
  for (const card of atlas.querySelectorAll('a.card.opened')) card.classList.remove('opened');
  cardOf(opened)?.classList.add('opened');
};
const hide = () => {
  const before = cardOf(opened);
  opened = null;
  drawer.hidden = true;
  stage.classList.remove('open');
  mark();
  refit();
  before?.focus();
};

const show = async (card) => {
  const address = card.getAttribute('href');
  const segment = card.dataset.segment;
  if (segment === opened) return;
  try {
    await window.htmx.ajax('GET', address, { target: '#drawer-content', select: '#segment', swap: 'innerHTML' });
  } catch {
    content.replaceChildren();
  }
  if (content.childElementCount === 0) {
    window.location.assign(address);
    return;
  }
  opened = segment;
  document.getElementById('drawer-page').href = address;
  drawer.hidden = false;
  stage.classList.add('open');
  mark();
  refit();
  const now = cardOf(segment);
  if (now) reveal(now);
  drawer.scrollTop = 0;
  drawer.focus({ preventScroll: true });
};

/** Shows what the address names. */
const follow = () => {
  const card = cardOf(named());
  if (card) show(card);
  else if (opened !== null) hide();
};

// Back closes the drawer: only the first card opened is a step of the history.
const close = () => {
  if (window.history.state?.drawer) {
    window.history.back();
    return;
  }
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  hide();
};

atlas.addEventListener('click', (event) => {
  const card = event.target.closest('a.card');
  if (card === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  // A phone has no room beside the picture.
  if (window.matchMedia('(max-width: 760px)').matches) return;
  event.preventDefault();
  const address = `#${encodeURIComponent(card.dataset.segment)}`;
  if (opened === null) window.history.pushState({ drawer: true }, '', address);
  else window.history.replaceState(window.history.state, '', address);
  show(card);
});
drawer.querySelector('button').addEventListener('click', close);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !drawer.hidden) close();
});
window.addEventListener('popstate', follow);
atlas.addEventListener('drawn', mark);
follow();
