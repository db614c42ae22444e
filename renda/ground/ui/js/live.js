// What is on now, as it changes: one stream for a page, polling where no stream comes through. Never with a cookie.
// EventSource would send the cookie to its own host, so the events are read from a plain answer.
const SILENCE = 25_000; // longer than two heartbeats: the line is dead, whatever the system says
const POLL = 2_500;
const AGAIN = 10_000; // until the stream is tried once more while polling

// Seconds that have passed run on by themselves and are no news.
const without = (name, value) => (name === 'seconds' ? undefined : value);
const some = (ms) => ms * (0.8 + 0.4 * Math.random());
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Tell the newest state of a topic, and again whenever it has changed.
 * @param {{stream?: string, poll?: string}} where addresses: of server-sent events, of the same as JSON
 * @param {(state: object | null) => void} tell null: nobody may know of it any more
 * @returns {() => void} stops it
 */
export function listen({ stream, poll }, tell) {
  let told = null;
  let stopped = false;
  let abort = new AbortController();
  const news = (text) => {
    const state = JSON.parse(text);
    const steady = JSON.stringify(state, without);
    if (stopped || steady === told) return;
    told = steady;
    tell(state);
  };
  const wake = () => document.visibilityState === 'visible' && abort.abort();
  document.addEventListener('visibilitychange', wake);
  window.addEventListener('online', wake);

  const go = async () => {
    while (!stopped) {
      abort = new AbortController();
      const came = stream ? await follow(stream, abort, news) : false;
      // A line that broke is taken up again at once; one that never came waits, and the page polls meanwhile.
      const until = Date.now() + (came ? 0 : some(AGAIN));
      do {
        if (poll && !stopped) await ask(poll, news);
        if (!stopped) await wait(some(came ? 800 : POLL));
      } while (!stopped && Date.now() < until);
    }
  };
  go();
  return () => {
    stopped = true;
    abort.abort();
    document.removeEventListener('visibilitychange', wake);
    window.removeEventListener('online', wake);
  };
}

/** Read a stream to its end. @returns {Promise<boolean>} whether anything came through it */
async function follow(address, abort, news) {
  let came = false;
  let watch;
  const listenOn = () => {
    clearTimeout(watch);
    watch = setTimeout(() => abort.abort(), SILENCE);
  };
  try {
    listenOn();
    const answer = await fetch(address, { credentials: 'omit', cache: 'no-store', signal: abort.signal });
    if (!answer.ok || !answer.body) return false;
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    let left = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return came;
      came = true;
      listenOn();
      const parts = (left + decoder.decode(value, { stream: true })).split('\n\n');
      left = parts.pop();
      for (const part of parts) if (part.startsWith('data: ')) news(part.slice(6));
    }
  } catch {
    return came;
  } finally {
    clearTimeout(watch);
  }
}

async function ask(address, news) {
  const stop = new AbortController();
  const watch = setTimeout(() => stop.abort(), 8_000);
  try {
    const answer = await fetch(address, { credentials: 'omit', cache: 'no-store', signal: stop.signal });
    if (answer.ok) news(await answer.text());
  } catch {
    // Away for a moment: the page keeps what it shows.
  } finally {
    clearTimeout(watch);
  }
}

/**
 * A page that shows a topic names its own address and carries the state it was drawn with:
 *   <div data-live="/halls/…/" data-live-stream="…" data-live-poll="…" id="hall"> <script type="application/json"> … </div>
 * `data-live-text="ballot.cast"` is filled in place, `data-live-cells="ballot.cast"` marks a share of its children "on"
 * (of `data-live-of`); `data-live-clock` shows the time of day; anything else that changed draws the element anew from the page. `data-live-spread`: so many ms at most to wait with that,
 * so that a full hall does not ask in one instant. `data-live-as="me"`: the page is asked for with the cookie.
 * A page of one vote gives its key (`data-live-key`) and the state it shows (`data-live-was`, inside) instead of the JSON.
 */
export function showLive() {
  const part = document.querySelector('[data-live]');
  if (!part || part.dataset.liveReady) return;
  part.dataset.liveReady = '1';
  setInterval(tellTime, 5_000);
  listen({ stream: part.dataset.liveStream, poll: part.dataset.livePoll }, (state) => fill(part.id, state));
}

const time = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Shanghai' });

function tellTime() {
  for (const each of document.querySelectorAll('[data-live-clock]')) each.textContent = time.format(new Date());
}

let newest;
let drawing = false;

function fill(id, state) {
  newest = state;
  const part = document.getElementById(id);
  if (isOther(part, state)) return;
  for (const each of part.querySelectorAll('[data-live-text]')) {
    const value = at(state, each.dataset.liveText);
    if (value !== undefined && value !== null) each.textContent = value;
  }
  for (const each of part.querySelectorAll('[data-live-cells]')) mark(each, state);
  if (isStale(part, state)) draw(part);
}

function mark({ children, dataset }, state) {
  const count = Math.floor(((at(state, dataset.liveCells) || 0) * children.length) / (at(state, dataset.liveOf) || 1));
  for (let n = 0; n < children.length; n += 1) children[n].setAttribute('class', n < count ? 'on' : 'off');
}

const at = (state, path) => path.split('.').reduce((value, name) => (value ? value[name] : undefined), state);

function drawnWith(part) {
  const held = part.querySelector('script[type="application/json"]');
  return held ? JSON.parse(held.textContent) : null;
}

/** A page of one vote, while the meeting is at another. */
const isOther = (part, state) => part.dataset.liveKey && at(state || {}, 'ballot.id') !== part.dataset.liveKey;

function isStale(part, state) {
  if (isOther(part, state)) return false;
  if (part.dataset.liveKey) return state.ballot.state !== part.querySelector('[data-live-was]').dataset.liveWas;
  return rest(part, state) !== rest(part, drawnWith(part));
}

/** What of a state the page cannot fill in by itself. */
function rest(part, state) {
  const copy = JSON.parse(JSON.stringify(state, without));
  for (const each of part.querySelectorAll('[data-live-text], [data-live-cells]')) {
    const names = (each.dataset.liveText || each.dataset.liveCells).split('.');
    const last = names.pop();
    const holder = names.length ? at(copy, names.join('.')) : copy;
    if (holder) delete holder[last];
  }
  return JSON.stringify(copy);
}

async function draw(part) {
  if (drawing) return;
  drawing = true;
  await wait(Math.random() * Number(part.dataset.liveSpread || 0));
  const { id } = part;
  const credentials = part.dataset.liveAs === 'me' ? 'same-origin' : 'omit';
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await fetch(part.dataset.live, { credentials, cache: 'no-store' });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = page.getElementById(id);
        if (fresh) part.replaceChildren(...fresh.childNodes);
        if (fresh && window.htmx) window.htmx.process(part);
        break;
      }
    } catch {
      // The network is away: what is shown stays until it is back.
    }
    await wait(some(Math.min(2_000 + 1_000 * tries, 8_000)));
  }
  drawing = false;
  // What came while the page was on its way; a page still older than that is asked for again, not at once.
  if (isStale(part, newest)) setTimeout(() => fill(id, newest), some(1_000));
  else fill(id, newest);
}
