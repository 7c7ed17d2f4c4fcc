// Pairs of firms: 1, 2 and 3 press the answers of the pair that is looked at, n goes on to the next one, u takes back what was
// just said. The buttons do the same without this file.

const pairs = [...document.querySelectorAll('[data-pair]')];
let at = 0;

const look = (place, moving) => {
  if (pairs.length === 0) return;
  at = place % pairs.length;
  pairs.forEach((pair, other) => pair.classList.toggle('looked-at', other === at));
  if (moving) {
    pairs[at].focus({ preventScroll: true });
    pairs[at].scrollIntoView({ block: 'start' });
  }
};

for (const [place, pair] of pairs.entries()) {
  pair.addEventListener('focusin', () => look(place, false));
  const next = pair.querySelector('[data-next]');
  if (next === null) continue;
  next.hidden = pairs.length < 2;
  next.addEventListener('click', () => look(place + 1, true));
}

const isTyped = (target) => target.closest('input, textarea, select') !== null;

document.addEventListener('keydown', (event) => {
  if (isTyped(event.target) || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (event.key === 'n') return look(at + 1, true);
  if (event.key === 'u') return document.querySelector('[data-undo]')?.click();
  pairs[at]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
});

look(0, false);
