// A small picture of the whole while the window shows only part of it, with the window on it: clicked, dragged, or moved by
// the arrow keys.

const NS = 'http://www.w3.org/2000/svg';
const WIDE = 200;

/** Puts the overview of the picture in `box` below it. `seen()` says what of the picture is seen, as parts of its size;
    `show(x, y)` brings a point of it, as parts of its size, into the middle. The answer draws it anew, and moves it off a
    link. */
export const overview = (box, seen, show) => {
  const small = document.createElementNS(NS, 'svg');
  small.setAttribute('class', 'overview');
  small.setAttribute('tabindex', '0');
  small.setAttribute('role', 'group');
  small.setAttribute('aria-label', '整张图的缩略图：方向键移动所看的部分');
  small.toggleAttribute('hidden', true);
  const ground = document.createElementNS(NS, 'g');
  const frame = document.createElementNS(NS, 'rect');
  frame.setAttribute('class', 'window');
  small.append(ground, frame);
  box.after(small);

  let drawn = null;
  const draw = (picture) => {
    const { width, height } = picture.viewBox.baseVal;
    small.setAttribute('viewBox', `0 0 ${width} ${height}`);
    small.style.width = `${WIDE}px`;
    small.style.height = `${Math.round(WIDE * height / width)}px`;
    frame.setAttribute('stroke-width', String(2 * width / WIDE));
    ground.replaceChildren(...[...picture.querySelectorAll('rect, circle')].map((shape) => shape.cloneNode(false)));
    drawn = picture;
  };

  const refresh = () => {
    const { x, y, w, h } = seen();
    const whole = w > 0.995 && h > 0.995;
    small.toggleAttribute('hidden', whole);
    if (whole) return;
    const picture = box.querySelector('svg');
    if (picture !== drawn) draw(picture);
    const { width, height } = picture.viewBox.baseVal;
    for (const [name, value] of [['x', x * width], ['y', y * height], ['width', w * width], ['height', h * height]]) {
      frame.setAttribute(name, String(value));
    }
  };

  const at = (event) => {
    const edge = small.getBoundingClientRect();
    show((event.clientX - edge.left) / edge.width, (event.clientY - edge.top) / edge.height);
  };
  small.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    small.focus();
    small.setPointerCapture(event.pointerId);
    at(event);
  });
  small.addEventListener('pointermove', (event) => { if (small.hasPointerCapture(event.pointerId)) at(event); });
  const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  small.addEventListener('keydown', (event) => {
    const way = arrows[event.key];
    if (way === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const { x, y, w, h } = seen();
    show(x + w / 2 + way[0] * w / 4, y + h / 2 + way[1] * h / 4);
  });

  const avoid = (link) => {
    small.classList.remove('left');
    const [a, b] = [small.getBoundingClientRect(), link.getBoundingClientRect()];
    small.classList.toggle('left', a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  };
  return { refresh, avoid };
};
