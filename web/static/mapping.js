// The menus over the columns of a file: only what fits the field that is chosen is shown. Without this script all is.

const form = document.querySelector('form.mapping');
const fits = new Map(form.dataset.fits.split(';').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]));

form.classList.add('scripted');
form.addEventListener('change', ({ target }) => {
  if (!target.matches('select.field')) return;
  const keys = fits.get(target.value) ?? [];
  target.closest('th').querySelectorAll('[data-key]').forEach((part) => part.classList.toggle('off', !keys.includes(part.dataset.key)));
});
