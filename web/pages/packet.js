'use strict';
// The page of a packet: what is typed is kept at every change, checked by the rules the page carries, and handed back as a
// file or as a text for a chat. Both hold what was changed and nothing else.

const rules = JSON.parse(document.getElementById('rules').textContent);
const by = (id) => document.getElementById(id);
const all = (selector, box = document) => [...box.querySelectorAll(selector)];
const fields = (box) => all('[data-field]', box);
const targets = all('section.target');
const leads = () => all('.lead');
const clock = (time) => {
  const then = new Date(time);
  const day = then.toDateString() === new Date().toDateString() ? '' : `${then.getMonth() + 1}月${then.getDate()}日 `;
  return day + then.toTimeString().slice(0, 8);
};

// A cell on one line, as it is read back.
const oneLine = (text) => text.split(/[\t\n\r]/).map((part) => part.trim()).filter(Boolean).join(' ');
const said = (field) => oneLine(field.value);
const isShown = (field) => field.closest('.field').hidden === false;
const isChanged = (field) => isShown(field) && said(field) !== (field.dataset.issued ?? '');
const changed = (box) => fields(box).filter(isChanged);
const named = (box, name) => fields(box).find((field) => field.dataset.field === name);

// What is wrong, by the rules; blank where nothing is.
const amount = {
  ...rules.amount,
  pattern: new RegExp(rules.amount.pattern),
  range: [new RegExp(rules.amount.range[0]), rules.amount.range[1]],
};
const wrongAmount = (text) => {
  const folded = text.normalize('NFKC').trim();
  const foreign = amount.foreign.find(([word]) => folded.toUpperCase().includes(word));
  if (folded === '' || foreign) return foreign ? foreign[1] : '';
  const bare = folded.replace(/[()[\]]/g, '').trim();
  const found = amount.pattern.exec(bare);
  if (!found || !/\d/.test(found.groups.number)) {
    if (amount.range[0].test(bare)) return amount.range[1];
    return amount.bounds.find(([word]) => /\d/.test(bare) && bare.includes(word))?.[1] ?? amount.unread;
  }
  const { number, unit, scale } = found.groups;
  const power = unit ? amount.scales[scale ?? ''] - amount.own : 0;
  const size = Number(number.replaceAll(',', '')) * 10 ** power;
  if (size < 0) return '小于零';
  return size <= amount.most ? '' : '太大';
};

const forbidden = new RegExp(`[${rules.forbidden}]`);
const wrongText = (text, longest = rules.longest) => {
  if (forbidden.test(text)) return '含有不能用的控制字符，请删去重写';
  return [...text].length > longest ? `超过 ${longest} 个字` : '';
};

const wrong = (field) => {
  // A day that was begun is no text yet.
  if (!field.validity.valid) return '日期没有写完，或没有这一天';
  if (!isChanged(field)) return '';
  const text = said(field);
  const of = rules.money.includes(field.dataset.field) ? wrongAmount(text) : '';
  return wrongText(text) || (of && `金额“${text}”${of}；请写万元数，如 5000，或带单位，如 1.2亿`);
};

// A state that needs a reason shows where to write it.
const askReason = (box) => {
  const [state, reason] = [named(box, rules.state), named(box, rules.reason)];
  if (!state || !reason) return '';
  const needs = rules.steps[state.dataset.issued]?.[state.value];
  reason.closest('.field').hidden = needs === undefined;
  if (needs === undefined) return '';
  if (said(reason) === '') return needs;
  return said(reason) === reason.dataset.before ? '这是上一次的理由；请写明这一次的理由' : '';
};

let ids = 0;
const tell = (field, text) => {
  let told = field.closest('.field').querySelector('.wrong');
  if (!told) {
    told = document.createElement('p');
    told.className = 'wrong';
    told.id = `w${(ids += 1)}`;
    told.setAttribute('role', 'status');
    field.closest('.field').append(told);
    field.setAttribute('aria-describedby', told.id);
  }
  if (told.textContent !== text) told.textContent = text;
  if (text) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
};

const check = (box) => {
  const reason = askReason(box);
  for (const field of fields(box)) tell(field, wrong(field) || (field.dataset.field === rules.reason ? reason : ''));
};
const checkLead = (lead) => {
  const name = named(lead, rules.lead.name);
  const filled = changed(lead).length > 0;
  for (const field of fields(lead)) tell(field, wrongText(said(field)));
  if (filled && said(name) === '') tell(name, '没有写企业名称');
  else tell(name, wrongText(said(name), rules.lead.longest));
};

// What is handed back.
const cells = (box) => Object.fromEntries(changed(box).map((field) => [field.dataset.field, said(field)]));
const handBack = () => ({
  liantu: 'packet',
  packet: rules.packet,
  changes_only: true,
  rows: targets.filter((box) => changed(box).length > 0).map((box) => ({ [rules.key]: box.dataset.key, ...cells(box) })),
  leads: leads().map(cells).filter((lead) => Object.keys(lead).length > 0),
});

const checksum = (bytes) => {
  let rest = -1;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit += 1) rest = (rest >>> 1) ^ (0xedb88320 & -(rest & 1));
  }
  return (~rest >>> 0).toString(16).padStart(8, '0');
};

// Words for people, then a code that no chat spoils unseen: letters and digits, their count and sum before them.
const asText = (back) => {
  const bytes = new TextEncoder().encode(JSON.stringify(back));
  const code = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replace(/=+$/, '');
  const count = String(code.length).padStart(rules.count, '0');
  if (code.length > rules.most) return null;
  const names = targets.filter((box) => changed(box).length > 0).map((box) => box.querySelector('h2').firstChild.textContent);
  const more = back.leads.length > 0 ? `，新线索 ${back.leads.length} 家` : '';
  const listed = names.length > 0 ? `（${names.slice(0, 5).join('、')}${names.length > 5 ? '……' : ''}）` : '';
  const head = `【链图回填】${rules.list}：填了 ${names.length} 家${listed}${more}。下面给电脑读，请整段转发，不要改。`;
  return [head, `${rules.mark}-${count}-${checksum(bytes)}`, ...code.match(/.{1,60}/g), '（完）'].join('\n');
};

// What is kept in this browser, by the packet: a page handed out later is another one.
let store = null;
let last = { at: 0 };
let keeping = false;
let again = false;
const typed = (box) => {
  const differs = (field) => field.value !== (field.dataset.issued ?? '');
  return Object.fromEntries(fields(box).filter(differs).map((field) => [field.dataset.field, field.value]));
};
const unkept = (why) => {
  store = null;
  by('unkept').textContent = `${why}：关掉或刷新，填的就没有了。请填完马上按“复制文字”或“存成文件”，或换一个浏览器打开。`;
  by('unkept').hidden = false;
  by('kept').textContent = '没有存下';
};
const keep = () => {
  if (!store) return;
  again = keeping;
  if (keeping) return;
  keeping = true;
  last = { ...last, at: Date.now(), rows: Object.fromEntries(targets.map((box) => [box.dataset.key, typed(box)])), leads: leads().map(typed) };
  // On the disk before it is said to be, also where the browser is killed the next moment; localStorage would take seconds.
  const change = store.transaction('packets', 'readwrite', { durability: 'strict' });
  change.objectStore('packets').put(last, rules.packet);
  change.oncomplete = () => {
    keeping = false;
    by('kept').textContent = `已存在本机 ${clock(last.at)}`;
    if (again) keep();
  };
  change.onabort = () => {
    keeping = false;
    unkept('这台设备存不下了');
  };
  change.commit?.();
};

const addLead = () => {
  by('lead-rows').append(by('lead').content.cloneNode(true));
  return by('lead-rows').lastElementChild;
};
const fill = (box, values) => {
  for (const field of fields(box)) field.value = values[field.dataset.field] ?? field.dataset.issued ?? '';
  // What stands in the folded part is seen.
  const rest = box.querySelector('details.rest');
  if (rest && changed(rest).length > 0) rest.open = true;
};
const restore = (found) => {
  last = found;
  for (const box of targets) fill(box, found.rows[box.dataset.key] ?? {});
  by('lead-rows').replaceChildren();
  for (const lead of found.leads) fill(addLead(), lead);
  if (found.leads.length === 0) addLead();
  by('kept').textContent = `已存在本机 ${clock(found.at)}`;
};
const read = (then) => {
  const asked = store.transaction('packets').objectStore('packets').get(rules.packet);
  asked.onsuccess = () => {
    if (asked.result && asked.result.at > last.at) restore(asked.result);
    then();
  };
  asked.onerror = () => unkept('这个浏览器读不出存下的内容');
};

const told = (text) => {
  if (by('told').textContent !== text) by('told').textContent = text;
};
const faulty = () => all('[aria-invalid="true"]');
const look = () => {
  targets.forEach(check);
  leads().forEach(checkLead);
  let count = 0;
  targets.forEach((box, at) => {
    const filled = changed(box).length > 0;
    count += filled;
    box.classList.toggle('changed', filled);
    box.classList.toggle('faulty', box.querySelector('[aria-invalid="true"]') !== null);
    all('ol.names a')[at].classList.toggle('done', filled);
  });
  const back = handBack();
  const [bad, more] = [faulty().length, back.leads.length];
  const filled = `已填 ${count} 家${more > 0 ? `、新线索 ${more} 家` : ''}，还有 ${targets.length - count} 家没填`;
  const now = JSON.stringify(back);
  if (bad > 0) told(`${filled}；有 ${bad} 处要改`);
  else if (count + more === 0) told(`${targets.length} 家都还没有填`);
  else told(`${filled}；${last.handed?.text === now ? `${clock(last.handed.at)} 已取出，发回办公室即可` : '还没有交回'}`);
  return { back, now, empty: count + more === 0 };
};

// Hands it back, once nothing in it would be refused.
const hand = (way) => {
  const { back, now, empty } = look();
  const [first] = faulty();
  if (first) {
    first.closest('details')?.setAttribute('open', '');
    first.focus();
    first.scrollIntoView({ block: 'center' });
    return;
  }
  if (empty) return told('还没有填，没有可交回的');
  if (!way(back)) return;
  last = { ...last, handed: { text: now, at: Date.now() } };
  keep();
  look();
};
const asFile = (back) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(back, null, 1)], { type: 'application/json' }));
  link.download = `回填_${rules.packet}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return true;
};
const copy = (back) => {
  const [text, box] = [asText(back), by('text')];
  by('handed').hidden = false;
  if (text === null) {
    by('copied').textContent = '填的太多，一段文字放不下；请按“存成文件”，把文件发回。';
    return false;
  }
  box.value = text;
  box.select();
  const long = text.length > 4000 ? `共 ${text.length} 个字符，有的聊天软件一次放不下；放不下就按“存成文件”。` : '';
  const say = (copied) => {
    by('copied').textContent = `${copied ? '已复制，到聊天里粘贴，发给办公室。' : '请长按下面的文字，全选、复制，发给办公室。'}${long}`;
  };
  const done = document.execCommand('copy');
  say(done);
  if (!done) navigator.clipboard?.writeText(text).then(() => say(true), () => say(false));
  box.scrollIntoView({ block: 'center' });
  return true;
};

const begin = () => {
  look();
  document.addEventListener('input', () => {
    look();
    keep();
  });
};
addLead();
by('more').addEventListener('click', () => named(addLead(), rules.lead.name).focus());
by('save').addEventListener('click', () => hand(asFile));
by('copy').addEventListener('click', () => hand(copy));
all('ol.names a').forEach((link) => link.addEventListener('click', () => link.closest('details').removeAttribute('open')));
// The same page in another window may have gone on meanwhile.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && store && !keeping) read(look);
});
window.addEventListener('beforeunload', (event) => {
  const { now, empty } = look();
  if (keeping || (!store && !empty && last.handed?.text !== now)) event.preventDefault();
});

const openStore = (then) => {
  const refused = () => {
    unkept('这个浏览器不让网页存东西');
    then();
  };
  try {
    const opening = indexedDB.open('liantu', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('packets');
    opening.onsuccess = () => {
      store = opening.result;
      // A phone takes it away from a page in the background.
      store.onclose = () => {
        [store, keeping] = [null, false];
        openStore(keep);
      };
      read(then);
    };
    opening.onerror = refused;
  } catch {
    refused();
  }
};
openStore(begin);
