// Tells when somebody changed what the page shows: the version is asked for now and then while somebody is at the page. Of a
// page that was left nothing is asked, so that the session of whoever left ends as it would.

const EVERY = 20_000;
const LEFT = 300_000;
let last = Date.now();

const look = async () => {
  const line = document.querySelector('[data-version-at]');
  if (!line?.hidden || document.hidden || Date.now() - last > LEFT) return;
  try {
    const answer = await fetch(line.dataset.versionAt);
    if (!answer.ok) return;
    const { version, who } = await answer.json();
    if (String(version) === line.dataset.version) return;
    line.querySelector('span').textContent = who || '有人';
    line.hidden = false;
  } catch {
    // Whoever cannot be asked now is asked again.
  }
};

['pointermove', 'pointerdown', 'keydown', 'scroll'].forEach((sign) => {
  document.addEventListener(sign, () => { last = Date.now(); }, { passive: true });
});
setInterval(look, EVERY);
document.addEventListener('visibilitychange', look);
