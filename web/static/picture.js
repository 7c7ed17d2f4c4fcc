// A picture drawn for the room there is, zoomed and moved by a CSS transform, walked by the arrow keys. Without this file
// the picture and its links still work.

import './fitted.js';
import { overview } from './overview.js';

const MOST = 6;

/** Makes a box with a picture in it live; `onNear(link or null)` is told what has the pointer or the focus. The answer brings
    a link of the picture into view, and puts the picture anew where its box has changed. */
export const live = (box, onNear = () => {}) => {
  let at = { x: 0, y: 0, scale: 1 };
  const picture = () => box.querySelector('svg');
  const size = () => ({ w: picture().clientWidth, h: picture().clientHeight });
  /** Whether some of the picture is not seen. */
  const movable = () => at.scale > 1 || size().w > box.clientWidth + 1;

  const place = (next) => {
    const svg = picture();
    const { w, h } = size();
    const scale = Math.min(Math.max(next.scale, 1), MOST);
    const keep = (value, room, whole) => Math.min(0, Math.max(value, room - whole * scale));
    at = { scale, x: keep(next.x, box.clientWidth, w), y: keep(next.y, h, h) };
    svg.style.transformOrigin = '0 0';
    const still = scale === 1 && at.x === 0 && at.y === 0;
    svg.style.transform = still ? '' : `translate(${at.x}px, ${at.y}px) scale(${scale})`;
    box.classList.toggle('zoomed', movable());
    refresh();
  };
  const zoom = (factor, x = box.clientWidth / 2, y = size().h / 2) => {
    const scale = Math.min(Math.max(at.scale * factor, 1), MOST);
    const by = scale / at.scale;
    place({ scale, x: x - (x - at.x) * by, y: y - (y - at.y) * by });
  };
  const move = (x, y) => place({ ...at, x: at.x + x, y: at.y + y });

  // What the window shows of the box, from its upper side.
  const inWindow = () => {
    const edge = box.getBoundingClientRect();
    return { top: Math.max(0, -edge.top), bottom: Math.min(edge.height, window.innerHeight - edge.top) };
  };
  const seen = () => {
    const { w, h } = size();
    const { top, bottom } = inWindow();
    if (!movable()) return { x: 0, y: 0, w: 1, h: 1 };
    const [whole, high] = [w * at.scale, h * at.scale];
    return { x: -at.x / whole, y: (top - at.y) / high, w: box.clientWidth / whole, h: (bottom - top) / high };
  };
  const show = (x, y) => {
    const { w, h } = size();
    const { top, bottom } = inWindow();
    place({ ...at, x: box.clientWidth / 2 - x * w * at.scale, y: (top + bottom) / 2 - y * h * at.scale });
    window.scrollBy(0, box.getBoundingClientRect().top + at.y + y * h * at.scale - window.innerHeight / 2);
  };
  const { refresh, avoid } = overview(box, seen, show);
  window.addEventListener('scroll', refresh, { passive: true });
  window.addEventListener('resize', () => place(at));

  // The browser scrolls to what has the focus; here the picture is moved instead.
  box.addEventListener('scroll', () => box.scrollTo(0, 0));

  const reveal = (link) => {
    const [edge, inner] = [box.getBoundingClientRect(), link.getBoundingClientRect()];
    const by = (from, to, low, high) => (from < low ? low - from : to > high ? high - to : 0);
    if (movable()) move(by(inner.left, inner.right, edge.left + 8, edge.right - 8), by(inner.top, inner.bottom, edge.top + 8, edge.bottom - 8));
    avoid(link);
  };

  const tools = document.createElement('p');
  tools.className = 'tools';
  const told = document.createElement('span');
  told.className = 'near';
  for (const [word, act] of [['放大', () => zoom(1.5)], ['缩小', () => zoom(1 / 1.5)], ['复原', () => place({ scale: 1, x: 0, y: 0 })]]) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = word;
    button.addEventListener('click', act);
    tools.append(button);
  }
  tools.append(told);
  (document.querySelector('.bar') ?? box.parentNode).append(tools);

  box.addEventListener('drawn', () => place({ scale: 1, x: 0, y: 0 }));

  const near = (link) => {
    told.textContent = link?.querySelector(':scope > title')?.textContent ?? box.dataset.tip ?? '';
    onNear(link);
  };
  near(null);
  box.addEventListener('focusin', (event) => {
    const link = event.target.closest('a');
    if (link !== null && link.matches(':focus-visible')) reveal(link);
  });
  for (const event of ['pointerover', 'focusin']) {
    box.addEventListener(event, (e) => near(e.target.closest('a')));
  }
  for (const event of ['pointerleave', 'focusout']) box.addEventListener(event, () => near(null));

  box.addEventListener('wheel', (event) => {
    if (!event.ctrlKey && at.scale === 1 && (!movable() || Math.abs(event.deltaX) <= Math.abs(event.deltaY))) return;
    event.preventDefault();
    const edge = box.getBoundingClientRect();
    if (event.ctrlKey) zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX - edge.left, event.clientY - edge.top);
    else move(-event.deltaX, -event.deltaY);
  }, { passive: false });

  let from = null;
  let dragged = false;
  box.addEventListener('pointerdown', (event) => {
    dragged = false;
    from = movable() && event.button === 0 ? { x: event.clientX, y: event.clientY } : null;
  });
  box.addEventListener('pointermove', (event) => {
    if (from === null) return;
    if (!dragged && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 4) return;
    if (!dragged) box.setPointerCapture(event.pointerId);
    dragged = true;
    move(event.clientX - from.x, event.clientY - from.y);
    from = { x: event.clientX, y: event.clientY };
  });
  for (const event of ['pointerup', 'pointercancel']) box.addEventListener(event, () => { from = null; });
  box.addEventListener('dragstart', (event) => { if (movable()) event.preventDefault(); });
  box.addEventListener('click', (event) => {
    if (!dragged) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    dragged = false;
  }, { capture: true });

  // The nearest link that way: far across counts more than far along.
  const step = (dx, dy) => {
    const middle = (link) => {
      const r = link.getBoundingClientRect();
      return { x: r.left + r.width / 2, y: r.top + r.height / 2 };
    };
    const here = middle(document.activeElement);
    let best = null;
    for (const link of box.querySelectorAll('a[href]')) {
      if (link === document.activeElement) continue;
      const there = middle(link);
      const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      const across = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
      const cost = along + 2 * across;
      if (along > 4 && (best === null || cost < best.cost)) best = { link, cost };
    }
    best?.link.focus();
  };
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  box.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const way = arrows[event.key];
    if (way && event.shiftKey) move(-60 * way[0], -60 * way[1]);
    else if (way) step(...way);
    else if (event.key === '+' || event.key === '=') zoom(1.5);
    else if (event.key === '-') zoom(1 / 1.5);
    else if (event.key === '0') place({ scale: 1, x: 0, y: 0 });
    else return;
    event.preventDefault();
  });
  return { reveal, refit: () => place(at) };
};

const own = document.querySelector('.picture[data-picture]:not(#atlas)');
if (own) live(own);
