// Proof of work, ALTCHA version 2: find the counter whose derived key begins with the prefix.
import { sha256 } from './sha256.js';

const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) || [], (pair) => parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @returns {Promise<string>} the payload the form sends as `altcha` */
export async function solve(challenge) {
  const { algorithm, nonce, salt, cost, keyPrefix = '00', keyLength = 32 } = challenge.parameters;
  const derive = algorithm.startsWith('PBKDF2') ? pbkdf2 : iteratedHash;
  const head = bytesOf(nonce);
  const password = new Uint8Array(head.length + 4);
  password.set(head);
  const counterAt = new DataView(password.buffer);
  for (let counter = 0; ; counter++) {
    counterAt.setUint32(head.length, counter);
    const key = hexOf(await derive(algorithm, password, bytesOf(salt), cost, keyLength));
    if (key.startsWith(keyPrefix.toLowerCase())) {
      const payload = { challenge, solution: { counter, derivedKey: key } };
      return btoa(unescape(encodeURIComponent(JSON.stringify(payload))));
    }
  }
}

function iteratedHash(algorithm, password, salt, cost, length) {
  if (!/256$/.test(algorithm)) return subtleHash(algorithm, password, salt, cost, length);
  let data = new Uint8Array(salt.length + password.length);
  data.set(salt);
  data.set(password, salt.length);
  for (let i = 0; i < Math.max(1, cost); i++) data = sha256(data);
  return data.slice(0, length);
}

async function subtleHash(algorithm, password, salt, cost, length) {
  let data = new Uint8Array([...salt, ...password]);
  for (let i = 0; i < Math.max(1, cost); i++) data = new Uint8Array(await crypto.subtle.digest(algorithm, data));
  return data.slice(0, length);
}

async function pbkdf2(algorithm, password, salt, cost, length) {
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const hash = algorithm.split('/')[1] || 'SHA-256';
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations: cost }, key, length * 8));
}
