// The queue of what could not be sent yet: IndexedDB, shared by page and service worker.
const open = () => new Promise((done, fail) => {
  const request = indexedDB.open('renda', 1);
  request.onupgradeneeded = () => request.result.createObjectStore('intake', { keyPath: 'key' });
  request.onsuccess = () => done(request.result);
  request.onerror = () => fail(request.error);
});

async function run(mode, act) {
  const database = await open();
  return new Promise((done, fail) => {
    const transaction = database.transaction('intake', mode);
    const request = act(transaction.objectStore('intake'));
    transaction.oncomplete = () => {
      database.close();
      done(request.result);
    };
    transaction.onerror = transaction.onabort = () => fail(transaction.error);
  });
}

export const put = (entry) => run('readwrite', (store) => store.put(entry));
export const take = (key) => run('readwrite', (store) => store.delete(key));
export const get = (key) => run('readonly', (store) => store.get(key));
export const all = () => run('readonly', (store) => store.getAll());

/** A version 7 UUID: time first, so that keys sort as they were made. */
export function uuid7() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let i = 5; i >= 0; i--) {
    bytes[i] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
