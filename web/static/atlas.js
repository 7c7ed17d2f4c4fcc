// The atlas: while a card has the pointer or the focus, everything it feeds and everything it is fed by is shown, however
// far; firms open in a drawer. Without this file the picture and its links still work.

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

live(atlas, (link) => light(link?.matches('.card') ? link : null));

let opener = null;
const close = () => {
  drawer.hidden = true;
  opener?.focus();
};

atlas.addEventListener('click', async (event) => {
  const card = event.target.closest('a.card');
  if (card === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const address = card.getAttribute('href');
  event.preventDefault();
  opener = card;
  try {
    await window.htmx.ajax('GET', address, { target: '#drawer-content', select: '#segment', swap: 'innerHTML' });
  } catch {
    window.location.assign(address);
    return;
  }
  if (content.childElementCount === 0) {
    window.location.assign(address);
    return;
  }
  document.getElementById('drawer-page').href = address;
  drawer.hidden = false;
  drawer.scrollTop = 0;
  drawer.focus();
});
drawer.querySelector('button').addEventListener('click', close);
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !drawer.hidden) close();
});
