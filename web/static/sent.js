// A form that is sent while its page stays: the page that answers, and what is wrong with what was sent.

/** Asks for a page: whether it is well, where it was led to, and the page itself. */
export const fetched = async (address, options) => {
  const answer = await fetch(address, { redirect: 'follow', ...options });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  return { ok: answer.ok, led: answer.redirected, at: answer.url, page };
};

/** Sends a form; what is wrong is told in the form itself, which keeps what was typed. None: it was refused. */
export const sent = async (form) => {
  const told = form.querySelector('.fault');
  told.textContent = '';
  let answer;
  try {
    answer = await fetched(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
  } catch {
    told.textContent = '没有送到，请再试一次';
    return null;
  }
  if (answer.ok) return answer;
  const wrong = answer.page.querySelector('main .fault:not(:empty)') ?? answer.page.querySelector('main h1');
  told.textContent = wrong?.textContent || '没有写入，请再试一次';
  return null;
};
