// What a phone keeps of secret votes until they are counted, and how it takes its papers. Nothing of it is ever sent but what is blinded.
import { finishPaper, makePaper } from './blind.js';
import { dice, paperMoment } from './moments.js';

const NONE = '00000000-0000-0000-0000-000000000000';
const NAME = 'renda-papers';
export const ask = (address, more = {}) => fetch(address, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', ...more });
export const wait = (seconds) => new Promise((done) => setTimeout(done, Math.max(0, seconds) * 1000));
export const addressOf = (pattern, key) => pattern.replace(NONE, key);

/** Papers by vote, of this person and this meeting. */
export class Kept {
  constructor(setting) {
    this.name = `${NAME}:${setting.me}:${setting.meeting}`;
    this.all = JSON.parse(localStorage.getItem(this.name) || '{}');
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`${NAME}:${setting.me}:`) && name !== this.name) localStorage.removeItem(name);
    }
  }

  of(vote) {
    return this.all[vote];
  }

  put(vote, facts) {
    this.all[vote] = { ...this.all[vote], ...facts };
    this.write();
  }

  forget(vote, told) {
    this.all[vote] = { told };
    this.write();
  }

  write() {
    localStorage.setItem(this.name, JSON.stringify(this.all));
  }
}

async function digestOf(ballots) {
  const text = ballots.map((one) => `${one.id} ${one.key}`).sort().join('\n');
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes one-time keys, waits at random, sends the tokens blinded, checks what comes back. Throws a sentence. */
export async function takePapers(setting, kept, issuing, token) {
  const started = Date.now() / 1000 - issuing.seconds;
  const told = await (await ask(addressOf(setting.keys, issuing.id))).json();
  if (told.digest !== issuing.digest || (await digestOf(told.ballots)) !== issuing.digest) {
    throw new Error('公钥和会场公布的摘要不一样，没有领票。请马上告诉工作人员。');
  }
  const mine = told.ballots.filter((one) => !(kept.of(one.id) && (kept.of(one.id).paper || kept.of(one.id).told)));
  if (!mine.length) return;
  for (const one of mine) {
    const { kept: paper, blinded } = kept.of(one.id) ? { kept: kept.of(one.id).half, blinded: kept.of(one.id).blinded } : await makePaper(one.key);
    kept.put(one.id, { half: paper, blinded, key: one.key, question: one.question });
  }
  await wait(paperMoment(Date.now() / 1000 - started, setting.waits, dice()) - (Date.now() / 1000 - started));
  const papers = Object.fromEntries(mine.map((one) => [one.id, kept.of(one.id).blinded]));
  const answer = await fetch(addressOf(setting.papers, issuing.id), {
    method: 'POST', credentials: 'same-origin', body: JSON.stringify({ papers }),
    headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
  });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail || '没有领到票，请告诉工作人员。');
  for (const one of mine) {
    const signed = body.papers[one.id];
    if (signed) kept.put(one.id, { paper: await finishPaper(one.key, kept.of(one.id).half, signed), half: null });
    else kept.forget(one.id, '这一项您回避，不投票。');
  }
}
