// A picture drawn anew for the room there is. Without this file it is shown as it was drawn first, made smaller where it must be.

const fit = (box) => {
  const redraw = async () => {
    // A box that shares its room with something shown for a while is drawn for the whole of it.
    const room = Math.floor((box.closest('[data-room]') ?? box).clientWidth);
    const drawn = Number(box.querySelector('svg')?.dataset.width);
    if (room < 280 || Math.abs(room - drawn) < 4) return;
    const address = new URL(box.dataset.picture, window.location.href);
    address.searchParams.set('width', Math.min(room, 4000));
    const response = await fetch(address);
    if (!response.ok) return;
    box.innerHTML = await response.text();
    box.dispatchEvent(new Event('drawn'));
  };
  let waiting;
  window.addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(redraw, 200);
  });
  redraw();
};

for (const box of document.querySelectorAll('[data-picture]:not([data-fixed])')) fit(box);
