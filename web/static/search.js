// The field that finds anything by name: `/` or Ctrl+K leads to it, and what may be meant is listed while one types. Without
// this file the form leads to the page of everything found.

const form = document.querySelector('form.search');
const field = form.elements.namedItem('text');
const list = document.getElementById('hints');
const status = document.getElementById('hints-told');
const WAIT = 150;
let waiting = null;
let asking = null;
let active = -1;

const options = () => [...list.querySelectorAll('[role=option]')];

const close = () => {
  clearTimeout(waiting);
  asking?.abort();
  list.hidden = true;
  active = -1;
  field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
};

const activate = (place) => {
  const all = options();
  active = place;
  all.forEach((option, at) => option.setAttribute('aria-selected', String(at === place)));
  if (place < 0) return field.removeAttribute('aria-activedescendant');
  field.setAttribute('aria-activedescendant', all[place].id);
  all[place].scrollIntoView({ block: 'nearest' });
};

const tell = (found) => {
  list.replaceChildren(...found.children);
  const total = Number(found.dataset.total);
  status.textContent = total === 0 ? '没有找到；按回车看详情' : `找到 ${total} 个，按上下键选`;
  const { left, bottom } = field.getBoundingClientRect();
  list.style.left = `${left}px`;
  list.style.top = `${bottom + 2}px`;
  list.hidden = total === 0;
  field.setAttribute('aria-expanded', String(total > 0));
  activate(-1);
};

const ask = async () => {
  asking?.abort();
  asking = new AbortController();
  const address = new URL(form.dataset.hints, window.location.href);
  address.searchParams.set('text', field.value);
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) return close();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    tell(page.getElementById('hints-found'));
  } catch (error) {
    if (error.name !== 'AbortError') close();
  }
};

const go = (option) => window.location.assign(option.dataset.to);

field.setAttribute('role', 'combobox');
field.setAttribute('aria-autocomplete', 'list');
field.setAttribute('aria-controls', list.id);
field.setAttribute('aria-expanded', 'false');
field.setAttribute('aria-keyshortcuts', '/ Control+K');

const typed = (event) => {
  // A word that is still being composed is nobody's name.
  if (event.isComposing) return;
  clearTimeout(waiting);
  if (field.value.trim() === '') return close();
  waiting = setTimeout(ask, WAIT);
};
field.addEventListener('input', typed);
field.addEventListener('compositionend', typed);
field.addEventListener('keydown', (event) => {
  if (event.isComposing) return;
  const all = options();
  const open = !list.hidden && all.length > 0;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    // Before the first and after the last stands the field itself.
    activate(((active + 1 + step + all.length + 1) % (all.length + 1)) - 1);
    event.preventDefault();
  } else if (open && event.key === 'Enter' && active >= 0) {
    event.preventDefault();
    go(all[active]);
  } else if (event.key === 'Escape') {
    event.preventDefault();
    if (open) close();
    else field.blur();
  }
});
field.addEventListener('blur', close);
// The field keeps the focus while an option is clicked.
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  if (option !== null) go(option);
});

document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
  if ((!slash && !chord) || event.target.closest('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')) return;
  event.preventDefault();
  field.focus();
  field.select();
});
