// The board of a target list: a card is dragged to another column, or moved by Shift and an arrow key. Both send the form
// that stands on the card, which does the same without this file. Where a reason is needed, it is asked for first.

const board = document.querySelector('[data-board]');
const columns = [...(board?.querySelectorAll('[data-state]') ?? [])];
const order = columns.map((column) => column.dataset.state);
let held = null;

const stateOf = (card) => card.closest('[data-state]').dataset.state;
const needsReason = (card, state) => state === 'dropped' || order.indexOf(state) < order.indexOf(stateOf(card));

const asks = (form, needed) => {
  const reason = form.elements.reason;
  reason.required = needed;
  reason.closest('label').hidden = !needed && reason.value === '';
};

const move = (card, state) => {
  const form = card.querySelector('form[data-move]');
  if (form === null || state === stateOf(card)) return;
  form.elements.state.value = state;
  const needed = needsReason(card, state);
  asks(form, needed);
  if (needed && form.elements.reason.value.trim() === '') form.elements.reason.focus();
  else form.requestSubmit();
};

for (const form of board?.querySelectorAll('form[data-move]') ?? []) {
  const card = form.closest('article');
  const { state } = form.elements;
  card.draggable = true;
  card.tabIndex = 0;
  card.setAttribute('aria-describedby', 'board-keys');
  for (const link of card.querySelectorAll('a')) link.draggable = false;
  state.addEventListener('change', () => asks(form, state.value !== '' && needsReason(card, state.value)));
  card.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const next = columns[columns.indexOf(card.closest('[data-state]')) + step];
    if (event.target !== card || !event.shiftKey || !next) return;
    event.preventDefault();
    move(card, next.dataset.state);
  });
  card.addEventListener('dragstart', (event) => {
    held = card;
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', card.getAttribute('aria-label'));
  });
  card.addEventListener('dragend', () => { held = null; });
}

for (const column of columns) {
  const over = (is) => column.classList.toggle('over', is);
  column.addEventListener('dragover', (event) => {
    if (held === null || column.contains(held)) return;
    event.preventDefault();
    over(true);
  });
  column.addEventListener('dragleave', () => over(false));
  column.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    if (held !== null) move(held, column.dataset.state);
    held = null;
  });
}

for (const hint of document.querySelectorAll('[data-scripted]')) hint.hidden = false;
document.getElementById(window.location.hash.slice(1))?.focus();
