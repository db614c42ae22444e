// <p data-read="key" data-read-until="20261202" data-read-list="address" [data-read-auto] [data-read-over]>: the list at that
// address and every [data-read-file] on it are kept on this phone and read without network (sw.js). They go when the day is
// over, the meeting is, or somebody signs out or in. data-read-auto: kept by itself on Wi-Fi.
let isLeaving = false;
const NAME = /^renda-read-(\d{8})-/;

export async function keepReading() {
  if (!window.caches) return;
  if (location.pathname.startsWith('/sign-in/')) await forget(() => true);
  document.addEventListener('submit', (event) => {
    if (!/\/sign-out\/$/.test(event.target.action || '')) return;
    event.preventDefault();
    isLeaving = true; // first they go, then the person
    forget(() => true).finally(() => event.target.submit());
  });
  await forget((until) => until < today());
  const part = document.querySelector('[data-read]');
  if (!part) return;
  const name = `renda-read-${part.dataset.readUntil}-${part.dataset.read}`;
  if ('readOver' in part.dataset) await forget((until, key) => key.endsWith(part.dataset.read));
  else await show(part, name);
}

function today() {
  const day = new Date();
  return `${day.getFullYear()}${`${day.getMonth() + 1}`.padStart(2, '0')}${`${day.getDate()}`.padStart(2, '0')}`;
}

async function forget(isOld) {
  for (const key of await caches.keys()) {
    const found = NAME.exec(key);
    if (found && isOld(found[1], key)) await caches.delete(key);
  }
}

async function show(part, name) {
  const keep = part.querySelector('[data-read-keep]');
  const drop = part.querySelector('[data-read-drop]');
  keep.hidden = false;
  keep.addEventListener('click', () => store(part, name));
  if (drop) drop.addEventListener('click', () => leave(part, name));
  if (await caches.has(name)) {
    kept(part, true);
    if (navigator.onLine) await store(part, name); // a newer version may be there
  } else if ('readAuto' in part.dataset && isFree()) {
    await store(part, name);
  }
}

/** Only where it costs the member nothing, as far as the browser tells. */
function isFree() {
  const line = navigator.connection;
  return Boolean(line && line.type === 'wifi' && !line.saveData);
}

async function store(part, name) {
  say(part, '正在存……');
  try {
    const list = await get(part.dataset.readList);
    const page = new DOMParser().parseFromString(await list.clone().text(), 'text/html');
    const files = [...page.querySelectorAll('[data-read-file]')].map((link) => link.getAttribute('href'));
    const cache = await caches.open(name);
    for (const old of await cache.keys()) if (![...files, part.dataset.readList].includes(new URL(old.url).pathname)) await cache.delete(old);
    for (const address of files) await cache.put(address, await get(address));
    await cache.put(part.dataset.readList, list);
    kept(part, true, `${files.length}份材料存在这部手机里，没有网络也能看。`);
  } catch {
    say(part, (await caches.has(name)) ? '以前存的还在，现在没有网络，不能更新。' : '没有存上，请在有网络的地方再按一次。');
  }
}

async function get(address) {
  const answer = await fetch(address, { credentials: 'same-origin', redirect: 'error' });
  if (!answer.ok || isLeaving) throw new Error(answer.status);
  return answer;
}

async function leave(part, name) {
  await caches.delete(name);
  kept(part, false, '已经从这部手机里删掉。');
}

function kept(part, is, words = '存在这部手机里，没有网络也能看。') {
  const drop = part.querySelector('[data-read-drop]');
  if (drop) drop.hidden = !is;
  part.querySelector('[data-read-keep]').textContent = is ? '再存一次' : '存到手机';
  say(part, words);
}

function say(part, words) {
  part.querySelector('[data-read-state]').textContent = words;
}
