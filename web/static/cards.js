// A firm's card beside whatever names it: a link to a firm opens its card in a pane, for which the page makes room, and what
// is done on the card is done in place. Without this file the links lead to the firm's page, where the same card stands.

import { fetched, sent } from './sent.js';

const pane = document.getElementById('card-pane');
const content = document.getElementById('card-content');
let opener = null;

const naming = (address) => [...document.querySelectorAll('main tr')].filter(
  (row) => [...row.querySelectorAll('a')].some((link) => link.getAttribute('href') === address),
);

/** What stands beside what: a drawer gives its place to the card, all else makes room. */
const arrange = () => {
  const drawer = document.querySelector('#stage.open #drawer');
  const left = drawer?.getBoundingClientRect().left;
  pane.style.width = pane.hidden || drawer === null ? '' : `${document.documentElement.clientWidth - left}px`;
  document.body.classList.toggle('with-card', !pane.hidden && drawer === null);
  for (const row of document.querySelectorAll('tr.opened')) row.classList.remove('opened');
  if (!pane.hidden) for (const row of naming(pane.dataset.address)) row.classList.add('opened');
};

const close = () => {
  pane.hidden = true;
  arrange();
  opener?.focus();
};

const shown = async (address) => {
  const { page } = await fetched(address);
  const card = page.getElementById('card');
  if (card === null) return window.location.assign(address);
  content.replaceChildren(card);
  document.getElementById('card-page').href = address;
  pane.dataset.address = address;
  pane.hidden = false;
  arrange();
  pane.scrollTop = 0;
  pane.focus({ preventScroll: true });
  opener?.scrollIntoView({ block: 'nearest' });
};

// What a card changed is seen in the rows that name its firm.
const renew = async (address) => {
  const rows = naming(address).filter((row) => row.id);
  if (rows.length === 0) return;
  const { ok, page } = await fetched(window.location.href);
  if (!ok) return;
  for (const row of rows) {
    const now = page.getElementById(row.id);
    if (now?.dataset.key === row.dataset.key) row.replaceWith(now);
  }
  arrange();
  document.dispatchEvent(new Event('renewed'));
};

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/enterprise?"]');
  if (link === null || event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const address = link.getAttribute('href');
  if (window.location.pathname === '/enterprise' || link.id === 'card-page' || address.includes('edit=')) return;
  event.preventDefault();
  if (!pane.contains(link)) opener = link;
  shown(address).catch(() => window.location.assign(address));
});

// What is put on the list from a card stays on the page; what is wrong is told beside the button.
document.addEventListener('submit', async (event) => {
  const form = event.target.closest('#card form[data-in-place]');
  if (form === null) return;
  event.preventDefault();
  const address = pane.hidden ? window.location.href : pane.dataset.address;
  const answer = await sent(form);
  if (answer === null) return;
  // What leads elsewhere changed something, and the card is asked for again; else the answer is the card itself.
  const next = answer.led ? (await fetched(address)).page : answer.page;
  form.closest('#card').replaceWith(next.getElementById('card'));
  if (pane.hidden) return;
  pane.focus();
  if (answer.led) renew(address);
});

pane.querySelector('button').addEventListener('click', close);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || pane.hidden) return;
  event.stopImmediatePropagation();
  close();
}, true);
