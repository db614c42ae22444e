// Keeps the shell and the intake page for places without network. Never a private page: pages are kept only when an
// intake form asks for it, and are fetched for that without cookies, as any visitor sees them. The one exception are materials
// of a meeting, which a member keeps on the own phone until it is over (reading.js); here they are only given out.
import { flush } from './queue.js';
import { solve } from './solve.js';

const SHELL = 'renda-shell';
const PAGES = 'renda-intake';
const OFFLINE = '/ui/offline/';
const FILES = ['renda.css', 'renda.js', 'proof.js', 'sprite.svg', 'mark.svg'].map((name) => `/static/ui/dist/${name}`);

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(keepShell());
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

async function keepShell() {
  const shell = await caches.open(SHELL);
  await shell.addAll([...FILES, '/static/django_htmx/htmx-2.min.js']);
  const page = await fetch(OFFLINE, { credentials: 'omit' });
  if (page.ok) await shell.put(OFFLINE, page);
}

self.addEventListener('message', (event) => {
  if (event.data && event.data.keep) event.waitUntil(keepPage(event.data.keep));
});

async function keepPage(path) {
  const page = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  if (page.ok && !page.redirected) await (await caches.open(PAGES)).put(path, page);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request, address.pathname + address.search));
  else if (address.pathname.startsWith('/static/')) event.respondWith(file(event, request));
});

async function page(request, path) {
  try {
    return await fetch(request);
  } catch {
    return (await (await caches.open(PAGES)).match(path)) || (await material(path)) || (await (await caches.open(SHELL)).match(OFFLINE)) || Response.error();
  }
}

async function material(path) {
  for (const name of await caches.keys()) {
    if (!name.startsWith('renda-read-')) continue;
    const found = await (await caches.open(name)).match(path, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/** The network first, so that page and files never differ after an upgrade; the kept copy where there is none. */
async function file(event, request) {
  const shell = await caches.open(SHELL);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && FILES.includes(new URL(request.url).pathname)) event.waitUntil(shell.put(request, fresh.clone()));
    return fresh;
  } catch {
    return (await shell.match(request)) || Response.error();
  }
}

async function prove(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  return { payload: await solve(await answer.json()) };
}

async function tellPages() {
  for (const page of await self.clients.matchAll()) page.postMessage({ queue: true });
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'intake') event.waitUntil(flush(prove, tellPages));
});
