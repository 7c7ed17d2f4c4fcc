// The field that finds anything by name: `/` or Ctrl+K leads to it, and what may be meant is listed while one types; where a
// form asks for a firm, firms are. Without this file the form leads to the page of everything found.

const form = document.querySelector('form.search');
const list = document.getElementById('hints');
const status = document.getElementById('hints-told');
const WAIT = 150;
let field = null;
let waiting = null;
let asking = null;
let active = -1;

const options = () => [...list.querySelectorAll('[role=option]')];

const close = () => {
  clearTimeout(waiting);
  asking?.abort();
  list.hidden = true;
  active = -1;
  field?.setAttribute('aria-expanded', 'false');
  field?.removeAttribute('aria-activedescendant');
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
  status.textContent = total === 0 ? '没有找到' : `找到 ${total} 个，按上下键选`;
  const { left, bottom } = field.getBoundingClientRect();
  list.hidden = total === 0;
  list.style.left = `${Math.max(8, Math.min(left, window.innerWidth - list.offsetWidth - 8))}px`;
  list.style.top = `${bottom + 2}px`;
  field.setAttribute('aria-expanded', String(total > 0));
  activate(-1);
};

const ask = async (kind) => {
  asking?.abort();
  asking = new AbortController();
  const address = new URL(form.dataset.hints, window.location.href);
  address.searchParams.set('text', field.value);
  if (kind !== '') address.searchParams.set('kind', kind);
  try {
    const answer = await fetch(address, { signal: asking.signal });
    if (!answer.ok) return close();
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    tell(page.getElementById('hints-found'));
  } catch (error) {
    if (error.name !== 'AbortError') close();
  }
};

// What is chosen in the field of the menu is gone to; in a form it is what was meant.
const choose = (option) => {
  if (field.form === form) return window.location.assign(option.dataset.to);
  field.value = option.firstChild.textContent.trim();
  close();
};

const typed = (event) => {
  // A word that is still being composed is nobody's name.
  if (event.isComposing) return;
  clearTimeout(waiting);
  field = event.target;
  if (field.value.trim() === '') return close();
  waiting = setTimeout(ask, WAIT, field.dataset.found ?? '');
};

const pressed = (event) => {
  if (event.isComposing || event.target !== field) return;
  const all = options();
  const open = !list.hidden && all.length > 0;
  if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    // Before the first and after the last stands the field itself.
    activate(((active + 1 + step + all.length + 1) % (all.length + 1)) - 1);
    event.preventDefault();
  } else if (open && event.key === 'Enter' && active >= 0) {
    event.preventDefault();
    choose(all[active]);
  } else if (event.key === 'Escape') {
    if (open) close();
    else field.blur();
    event.preventDefault();
  }
};

for (const one of document.querySelectorAll('form.search [name=text], input[data-found]')) {
  one.setAttribute('role', 'combobox');
  one.setAttribute('aria-autocomplete', 'list');
  one.setAttribute('aria-controls', list.id);
  one.setAttribute('aria-expanded', 'false');
  one.addEventListener('focus', () => {
    field = one;
    // The names are read before the first letter.
    fetch(form.dataset.hints).catch(() => {});
  });
  one.addEventListener('input', typed);
  one.addEventListener('compositionend', typed);
  one.addEventListener('keydown', pressed);
  one.addEventListener('blur', close);
}
// The field keeps the focus while an option is clicked.
list.addEventListener('mousedown', (event) => event.preventDefault());
list.addEventListener('click', (event) => {
  const option = event.target.closest('[role=option]');
  if (option !== null) choose(option);
});

const finder = form.elements.namedItem('text');
finder.setAttribute('aria-keyshortcuts', '/ Control+K');
document.addEventListener('keydown', (event) => {
  const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const chord = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k';
  if (!slash && !chord) return;
  if (event.target.closest?.('input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]')) return;
  event.preventDefault();
  finder.focus();
  finder.select();
});
