// The atlas: drawn for the room there is, edges of a card shown while it has the pointer or the focus, firms in a
// drawer. Without this file the picture and its links still work.

const atlas = document.getElementById('atlas');
const drawer = document.getElementById('drawer');
const content = document.getElementById('drawer-content');

const redraw = async () => {
  const room = Math.floor(atlas.clientWidth);
  const drawn = Number(atlas.querySelector('svg.atlas')?.dataset.width);
  if (atlas.hasAttribute('data-fixed') || room < 280 || Math.abs(room - drawn) < 4) return;
  const address = new URL(atlas.dataset.picture, window.location.href);
  address.searchParams.set('width', Math.min(room, 4000));
  const response = await fetch(address);
  if (response.ok) atlas.innerHTML = await response.text();
};

let waiting;
window.addEventListener('resize', () => {
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 200);
});
redraw();

const light = (card) => {
  const svg = atlas.querySelector('svg.atlas');
  for (const lit of svg.querySelectorAll('.lit')) lit.classList.remove('lit');
  svg.classList.toggle('choosing', card !== null);
  if (card === null) return;
  const near = new Set([card.dataset.segment]);
  for (const edge of svg.querySelectorAll('.edge')) {
    const { from, to } = edge.dataset;
    if (from !== card.dataset.segment && to !== card.dataset.segment) continue;
    edge.classList.add('lit');
    edge.parentNode.append(edge);
    near.add(from).add(to);
  }
  for (const other of svg.querySelectorAll('a.card')) other.classList.toggle('lit', near.has(other.dataset.segment));
};

for (const event of ['pointerover', 'focusin']) {
  atlas.addEventListener(event, (e) => light(e.target.closest('a.card')));
}
for (const event of ['pointerleave', 'focusout']) atlas.addEventListener(event, () => light(null));

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
