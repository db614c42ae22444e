// <form data-offline-intake [data-altcha="…"]>: what is written is kept on the phone first, then sent. No network loses nothing.
// The form needs hidden fields `once` (or `key`); they get a key of this phone, a UUIDv7. [data-queue] shows what waits;
// [data-what] says what it is, if it is no opinion.
import { fieldOf, proofFrom } from './proof.js';
import { flush, send } from './queue.js';
import { all, put, take, uuid7 } from './store.js';

const NEXT = 30000;

export function startIntake() {
  const form = document.querySelector('form[data-offline-intake]');
  registerWorker(Boolean(form));
  if (!window.indexedDB) return;
  if (form) form.addEventListener('submit', (event) => submit(event, form));
  showQueue();
  const again = () => flush(proofFrom, showQueue);
  addEventListener('online', again);
  if (navigator.serviceWorker) navigator.serviceWorker.addEventListener('message', showQueue);
  setInterval(again, NEXT);
  again();
}

function registerWorker(hasIntake) {
  if (!navigator.serviceWorker || !document.body.dataset.worker) return;
  navigator.serviceWorker.register(document.body.dataset.worker).then(() => {
    if (hasIntake) navigator.serviceWorker.ready.then((ready) => ready.active.postMessage({ keep: location.pathname + location.search }));
  }, () => null);
}

async function submit(event, form) {
  if (form.dataset.plain) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (form.dataset.busy) return;
  form.dataset.busy = '1';
  const entry = entryOf(form);
  try {
    await put(entry);
  } catch {
    form.dataset.plain = '1'; // no room on the phone: send it the ordinary way
    form.submit();
    return;
  }
  say(form, '正在交……');
  const answer = await send(entry, proofFrom);
  delete form.dataset.busy;
  if (answer === 'sent') {
    await take(entry.key);
    forgetDraft(form);
    location.assign(entry.link);
  } else if (answer === 'refused') {
    await take(entry.key);
    if (entry.isSentence) say(form, entry.said);
    else await submitPlainly(form);
  } else {
    forgetDraft(form);
    form.reset();
    say(form, '现在没有网络。已经存在这部手机里，联网后自动发出，不会丢。');
    askForSync();
    showQueue();
  }
}

/** The server has something to say about single fields: let its own page say it. */
async function submitPlainly(form) {
  form.dataset.plain = '1';
  if (form.dataset.altcha) fieldOf(form).value = (await proofFrom(form.dataset.altcha)).payload;
  form.submit();
}

function entryOf(form) {
  const key = uuid7();
  const data = new FormData(form);
  data.set('once', key);
  if (data.has('key')) data.set('key', key);
  data.delete('altcha');
  const pairs = [...data].map(([name, value]) => (value instanceof File ? [name, value, value.name] : [name, value]));
  return {
    key,
    at: Date.now(),
    state: 'waiting',
    action: form.action,
    page: location.href,
    challenges: form.dataset.altcha || '',
    what: form.dataset.what || '意见',
    labels: Object.fromEntries([...form.elements].filter((field) => field.labels && field.labels[0]).map((field) => [field.name, field.labels[0].textContent])),
    pairs: pairs.filter(([, value, filename]) => filename === undefined || value.size),
  };
}

const forgetDraft = (form) => form.dispatchEvent(new CustomEvent('rd:done'));

function askForSync() {
  if (navigator.serviceWorker) navigator.serviceWorker.ready.then((ready) => ready.sync && ready.sync.register('intake')).catch(() => null);
}

function say(form, words) {
  let line = form.querySelector('[data-intake-state]');
  if (!line) {
    line = document.createElement('p');
    line.className = 'rd-say';
    line.dataset.intakeState = '';
    line.setAttribute('role', 'status');
    line.append(document.createElement('i'), document.createElement('span'));
    form.append(line);
  }
  line.lastChild.textContent = words;
  line.scrollIntoView({ block: 'nearest' });
}

async function showQueue() {
  const places = document.querySelectorAll('[data-queue]');
  if (!places.length) return;
  const entries = await all();
  for (const place of places) place.replaceChildren(...entries.map(rowOf));
}

const WORDS = { waiting: '还没发出，联网后自动发', sent: '已经发出', refused: '没有收下' };

function rowOf(entry) {
  const row = document.createElement('p');
  row.className = `rd-say${entry.state === 'refused' ? ' rd-say--red' : ''}`;
  const words = document.createElement('span');
  const time = new Date(entry.at);
  words.textContent = `${time.getMonth() + 1}月${time.getDate()}日 ${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}写的${entry.what || '意见'}：${entry.said || WORDS[entry.state]}　`;
  if (entry.link) {
    const link = document.createElement('a');
    link.href = entry.link;
    link.textContent = '看回执';
    words.append(link);
  }
  if (entry.state !== 'waiting') words.append(dropButton(entry));
  row.append(document.createElement('i'), words);
  if (entry.state === 'refused' && entry.pairs) row.append(typedIn(entry));
  return row;
}

/** What was not accepted can still be read, to be written down or typed again. */
function typedIn(entry) {
  const typed = document.createElement('details');
  const head = document.createElement('summary');
  head.textContent = '看填的内容';
  const lines = entry.pairs.filter(([name, value]) => typeof value === 'string' && value && !/^(csrf|once|key|seen)/.test(name));
  const list = document.createElement('span');
  list.textContent = lines.map(([name, value]) => `${(entry.labels || {})[name] || name}：${value}`).join('；');
  typed.append(head, list);
  return typed;
}

function dropButton(entry) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn rd-btn--quiet';
  button.textContent = '知道了';
  button.addEventListener('click', () => take(entry.key).then(showQueue));
  return button;
}
