// A text to be pasted into a chat: copied by a button; where the browser forbids that, marked to be copied by hand.

const status = document.querySelector('.told-copied');

const copied = async (field) => {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(field.value);
      return true;
    } catch {
      // Not allowed here: the field is marked instead.
    }
  }
  field.closest('details').open = true;
  field.focus();
  field.select();
  return document.execCommand('copy');
};

for (const button of document.querySelectorAll('button[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const done = await copied(document.getElementById(button.dataset.copy));
    status.textContent = done ? '已复制，可以粘贴到群里。' : '浏览器不让复制：文字已选中，请按 Ctrl+C。';
    button.textContent = done ? '已复制' : '复制文字';
  });
}
