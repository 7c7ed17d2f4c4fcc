// A firm's card beside whatever names it: a link to a firm opens its card in a pane, and what is done on the card is done in
// place. Without this file the links lead to the firm's page, where the same card stands.

const pane = document.getElementById('card-pane');
const content = document.getElementById('card-content');
let opener = null;

const fetched = async (address, options) => {
  const answer = await fetch(address, { redirect: 'follow', ...options });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { ok: answer.ok, led: answer.redirected, page };
};

const close = () => {
  pane.hidden = true;
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
  pane.scrollTop = 0;
  pane.focus();
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
  const { ok, led, page } = await fetched(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  if (!ok) {
    const told = page.querySelector('main [role="alert"]:not(:empty), main h1');
    form.querySelector('.fault').textContent = told?.textContent || '没有写入，请再试一次';
    return;
  }
  // What leads elsewhere changed something, and the card is asked for again; else the answer is the card itself.
  const next = led ? (await fetched(address)).page : page;
  form.closest('#card').replaceWith(next.getElementById('card'));
  pane.focus();
});

pane.querySelector('button').addEventListener('click', close);
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || pane.hidden) return;
  event.stopImmediatePropagation();
  close();
}, true);
