// Bringing files in: dropping them, how far the upload is, and how far an import is. Without this script the form is
// sent as any other, and the page of an import refreshes itself.

const MEGABYTE = 1 << 20;

const form = document.querySelector('form.drop');
if (form) {
  const input = form.querySelector('input[type=file]');
  const going = form.querySelector('.going');
  const wrong = form.querySelector('.wrong');
  const most = Number(form.dataset.most);
  let request = null;

  const tell = (text) => {
    wrong.textContent = text;
    wrong.hidden = text === '';
    going.hidden = true;
  };

  // What is wrong stands on the page that was answered.
  const complaint = (request) => {
    const page = new DOMParser().parseFromString(request.responseText, 'text/html');
    return page.querySelector('.drop .wrong')?.textContent || page.querySelector('h1')?.textContent || '没有收下，请再试一次';
  };

  const send = () => {
    const files = [...input.files];
    if (files.length === 0) return;
    const size = files.reduce((all, file) => all + file.size, 0);
    if (size > most * MEGABYTE) return tell(`这些文件共 ${Math.ceil(size / MEGABYTE)} MB，一次最多 ${most} MB；请分几次上传。`);
    tell('');
    going.hidden = false;
    const [bar, words] = [going.querySelector('progress'), going.querySelector('span')];
    request = new XMLHttpRequest();
    request.upload.onprogress = (event) => {
      bar.value = event.loaded / event.total;
      words.textContent = event.loaded < event.total ? `正在上传 ${files.length} 个文件，${Math.floor(100 * bar.value)}%` : '正在看是什么文件';
    };
    request.onload = () => (request.status < 400 ? window.location.assign(request.responseURL) : tell(complaint(request)));
    request.onerror = () => tell('上传中断了，没有收下；请检查服务是否还开着，再试一次。');
    request.onabort = () => tell('已停止，没有收下任何文件。');
    request.open('POST', form.action);
    request.send(new FormData(form));
  };

  form.querySelectorAll('[data-scripted]').forEach((part) => (part.hidden = false));
  form.classList.add('scripted');
  // Choosing is sending: the button is for those without this script.
  form.querySelector('.say button').hidden = true;
  input.addEventListener('change', send);
  going.querySelector('.stop').addEventListener('click', () => request?.abort());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
  });
  // Anywhere on the page will do.
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    form.classList.add('over');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) form.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    form.classList.remove('over');
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      send();
    }
  });
}

const progress = document.querySelector('[data-progress]');
if (progress) {
  const [bar, words] = [progress.querySelector('progress'), progress.querySelector('[role=status] span')];
  const events = new EventSource(progress.dataset.progress);
  events.onmessage = (event) => {
    const { share, told, over } = JSON.parse(event.data);
    if (over) {
      events.close();
      return window.location.reload();
    }
    if (share === null) bar.removeAttribute('value');
    else bar.value = share;
    words.textContent = told;
  };
}
