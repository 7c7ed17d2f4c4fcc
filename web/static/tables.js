// Tables: what is ticked is counted, and all rows shown are ticked at once; firms that cannot be listed are told in the form;
// a table wider than its room scrolls in a box of its own, and any other with the page. Without this file rows are ticked one
// by one, and what is wrong is told on the list.

import { sent } from './sent.js';

const boxes = (form) => [...form.querySelectorAll('td.pick input')];

const count = (form) => {
  const all = boxes(form);
  const ticked = all.filter((box) => box.checked).length;
  for (const every of form.querySelectorAll('[data-all]')) {
    every.checked = ticked > 0 && ticked === all.length;
    every.indeterminate = ticked > 0 && ticked < all.length;
    every.closest('[data-scripted]').hidden = all.length < 2;
  }
  const told = form.querySelector('.chosen');
  if (told) told.textContent = ticked > 0 ? `已选 ${ticked} 家` : '';
};

document.addEventListener('change', (event) => {
  const form = event.target.form;
  if (!form?.querySelector('td.pick')) return;
  if (event.target.matches('[data-all]')) for (const box of boxes(form)) box.checked = event.target.checked;
  if (event.target.matches('[data-all], td.pick input')) count(form);
});

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-listing]');
  if (form === null) return;
  event.preventDefault();
  const answer = await sent(form);
  if (answer !== null) window.location.assign(answer.at);
});

const fits = new ResizeObserver((seen) => {
  for (const { target } of seen) {
    const table = target.querySelector('table');
    if (table !== null) target.classList.toggle('boxed', table.offsetWidth > target.clientWidth);
  }
});

const look = () => {
  fits.disconnect();
  for (const box of document.querySelectorAll('.long')) fits.observe(box);
  for (const pick of document.querySelectorAll('td.pick')) {
    const form = pick.closest('form');
    if (form !== null && form.dataset.counted !== 'yes') {
      form.dataset.counted = 'yes';
      count(form);
    }
  }
};

look();
// Coming back finds boxes as they were left; a drawer brings tables of its own.
window.addEventListener('pageshow', () => document.querySelectorAll('form[data-counted]').forEach(count));
document.addEventListener('htmx:afterSettle', look);
// A card put a row anew.
document.addEventListener('renewed', () => document.querySelectorAll('form[data-counted]').forEach(count));
