// Voting papers on the phone: a one-time key, its token blinded (RFC 9474), the paper, the marked slip. A ballot page's script imports it.
// The message that a slip signs and the way bytes are written are those of renda/chamber/ballots/package.py.
import { RSABSSA } from '@cloudflare/blindrsa-ts';

const FORMAT = 'renda-ballot-1';
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const suite = () => RSABSSA.SHA384.PSS.Randomized();

export const toText = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
export const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));

export const readKey = (der) =>
  crypto.subtle.importKey('spki', toBytes(der), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);

// What the phone keeps until the item opens, and `blinded`, which is all that the server sees of it.
export async function makePaper(der) {
  const holder = await crypto.subtle.generateKey(CURVE, true, ['sign']);
  const token = new Uint8Array(await crypto.subtle.exportKey('raw', holder.publicKey));
  const prepared = suite().prepare(token);
  const { blindedMsg, inv } = await suite().blind(await readKey(der), prepared);
  const kept = { prepared: toText(prepared), inv: toText(inv), holder: await crypto.subtle.exportKey('jwk', holder.privateKey) };
  return { kept, blinded: toText(blindedMsg) };
}

// Takes the blinding off and verifies under the item's public key; throws if the server signed with another.
export async function finishPaper(der, kept, signed) {
  const paper = await suite().finalize(await readKey(der), toBytes(kept.prepared), toBytes(signed), toBytes(kept.inv));
  return { ...kept, paper: toText(paper) };
}

export async function markSlip(kept, ballot, choice) {
  const holder = await crypto.subtle.importKey('jwk', kept.holder, CURVE, false, ['sign']);
  const said = new TextEncoder().encode(`${FORMAT}\n${ballot}\n${choice}`);
  const mark = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, holder, said));
  const prepared = toBytes(kept.prepared);
  return { token: toText(prepared.slice(32)), prefix: toText(prepared.slice(0, 32)), paper: kept.paper, choice, mark: toText(mark) };
}
