// Sends what is queued, oldest first, always under the key it was made with: a retry can't make a second opinion.
import { all, get, put } from './store.js';

const MONTH = 30 * 24 * 3600 * 1000;
const FRESH = 10 * 60 * 1000;
let running = null;

/** @param {(address: string) => Promise<{payload: string}>} prove @param {() => void} changed */
export function flush(prove, changed = () => {}) {
  running ||= sendAll(prove, changed).finally(() => {
    running = null;
  });
  return running;
}

async function sendAll(prove, changed) {
  const waiting = (await all()).filter((entry) => entry.state === 'waiting').sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const entry of waiting) {
    const answer = await sendLocked(entry, prove);
    changed();
    if (answer === 'offline') return;
  }
}

/** Two tabs, or a page and the service worker, do not send the same entry at once; if they did, the key makes it one. */
function sendLocked(entry, prove) {
  if (!navigator.locks) return send(entry, prove);
  return navigator.locks.request(`intake:${entry.key}`, { ifAvailable: true }, async (lock) => {
    const still = lock && (await get(entry.key));
    return still && still.state === 'waiting' ? send(still, prove) : 'busy';
  });
}

/** @returns {Promise<"sent"|"refused"|"offline"|"busy">} */
export async function send(entry, prove) {
  if (Date.now() - entry.at > MONTH) return settle(entry, 'refused', { said: '存了一个月还没发出去，请重新填一次。' });
  try {
    if (Date.now() - entry.at > FRESH) await freshen(entry);
    let answer = await post(entry, prove);
    if (answer.status === 403) {
      await freshen(entry);
      answer = await post(entry, prove);
    }
    return await judge(entry, answer);
  } catch {
    return 'offline';
  }
}

async function judge(entry, answer) {
  if (answer.ok) return settle(entry, 'sent', { said: '', link: await linkOf(answer) });
  if (answer.status === 401) await put(Object.assign(entry, { said: '还没发出，登录以后自动发' }));
  if (answer.status === 401 || answer.status === 429 || answer.status >= 500) return 'offline';
  const said = await answer.clone().json().then((body) => body.detail, () => '');
  return settle(entry, 'refused', { said: said || '没有收下，请重新填一次。', isSentence: Boolean(said) });
}

/** The receipt: where the answer led to, or the `link` of a JSON answer. */
async function linkOf(answer) {
  if (/json/.test(answer.headers.get('Content-Type') || '')) return (await answer.json()).link || '/';
  return answer.url;
}

async function settle(entry, state, more) {
  const kept = state === 'sent' ? { key: entry.key, at: entry.at } : entry;
  await put({ ...kept, state, ...more });
  Object.assign(entry, { state }, more);
  return state;
}

async function post(entry, prove) {
  const body = new FormData();
  for (const [name, value, filename] of entry.pairs) {
    if (filename) body.append(name, value, filename);
    else body.append(name, value);
  }
  const token = tokenNow();
  if (token && body.has('csrfmiddlewaretoken')) body.set('csrfmiddlewaretoken', token);
  if (entry.challenges) body.set('altcha', (await prove(entry.challenges)).payload);
  const headers = { Accept: 'application/json, text/html', 'Idempotency-Key': entry.key };
  return fetch(entry.action, { method: 'POST', body, headers, credentials: 'same-origin' });
}

/** This browser's token; a page kept for use without network carries an older one. A service worker can't read it. */
function tokenNow() {
  const found = typeof document === 'undefined' ? null : document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  return found && found[1];
}

/** Hidden fields of the page (its token above all) grow old in a queue: take them anew, but never the key. */
async function freshen(entry) {
  const page = await (await fetch(entry.page, { credentials: 'same-origin', cache: 'no-store' })).text();
  for (const [tag] of page.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = (tag.match(/name="([^"]*)"/) || [])[1];
    const value = (tag.match(/value="([^"]*)"/) || [])[1] || '';
    const pair = entry.pairs.find(([known]) => known === name);
    if (pair && !['once', 'key'].includes(name)) pair[1] = value;
  }
  await put(entry);
}
