// The voting page of a phone. While a vote is open it asks for `now` without saying whose phone it is, and for nothing else.
import { markSlip } from './blind.js';
import { dice, slipMoment } from './moments.js';
import { addressOf, ask, Kept, takePapers, wait } from './papers.js';

const page = document.getElementById('vote');
const part = (name) => page.querySelector(`[data-vote="${name}"]`);
let setting;
let kept;
let travel = 0;
let drawn = '';
const busy = { taking: false, sending: '', checking: '' };
let trouble = '';

/** Draws what is different; buttons: [value, label] pairs. */
function show({ place = '', question = '', state, note = '', buttons = [], chosen = '', good = false, link = '' }) {
  const text = JSON.stringify([place, question, state, note, buttons, chosen, good, link]);
  if (text === drawn) return;
  drawn = text;
  part('place').textContent = place;
  part('question').textContent = question;
  part('state').textContent = state;
  part('state').classList.toggle('vt-good', good);
  part('note').textContent = note;
  part('link').hidden = !link;
  if (link) part('link').href = link;
  part('buttons').replaceChildren(
    ...buttons.map(([value, label]) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = value === chosen ? 'btn btn-primary rd-wide vt-key' : 'btn rd-btn rd-wide vt-key';
      button.textContent = label;
      button.value = value;
      button.setAttribute('aria-pressed', String(value === chosen));
      return button;
    }),
  );
}

async function look() {
  const begun = performance.now();
  const answer = await ask(setting.now);
  if (!answer.ok) throw new Error('offline');
  const now = await answer.json();
  travel = (performance.now() - begun) / 2000;
  return now;
}

function handle(now) {
  const { issuing, ballot } = now;
  setting.waits = now.waits;
  if (issuing && issuing.state === 'running' && !(ballot && ballot.state === 'open')) return taking(issuing);
  if (ballot && ballot.way === 'secret' && ballot.state === 'open') return voting(ballot);
  if (ballot && ballot.way === 'secret' && kept.of(ballot.id)) return checking(ballot);
  if (ballot && ballot.state === 'open') {
    return show({ ...headOf(ballot), state: '这一项不是无记名表决。', note: '请到这一项的页面表决。', link: `/ballots/${ballot.id}/` });
  }
  return show({ question: now.title, state: waitingWords(), note: trouble || '开着这一页就行，轮到您的时候会自己变。' });
}

const headOf = (ballot) => ({ place: `第${ballot.place.replace(' / ', '项，共')}项`, question: ballot.question });
const mine = () => Object.values(kept.all).filter((one) => one.paper).length;
const waitingWords = () => (mine() ? `您的票领好了，${mine()}张。等主持人宣布表决。` : '还没有开始发票。');

function taking(issuing) {
  const short = `${issuing.digest.slice(0, 8)} ${issuing.digest.slice(8, 16)}`;
  const state = trouble || (busy.taking ? '正在领票，请不要关这一页。' : waitingWords());
  show({ question: '发无记名票', state, good: !busy.taking && mine() > 0, note: `已有${issuing.taken}人领票。公钥摘要 ${short}，和会场屏幕上的一样。` });
  if (busy.taking || busy.done === issuing.id) return;
  busy.taking = true;
  trouble = '';
  takePapers(setting, kept, issuing, setting.token)
    .then(() => {
      busy.done = issuing.id;
    })
    .catch((error) => {
      trouble = error instanceof TypeError ? '网络不通，正在再试。' : error.message;
      return wait(5);
    })
    .finally(() => {
      busy.taking = false;
    });
}

function voting(ballot) {
  const held = kept.of(ballot.id);
  const head = headOf(ballot);
  if (!held || !held.paper) {
    return show({ ...head, state: (held && held.told) || '这部手机里没有这一项的票。', note: held && held.told ? '' : '发票已经结束，不能再领。在别的手机上领过的，请用那部手机；没有领过的，下一次发票再领。' });
  }
  if (held.is_sent) return show({ ...head, state: '您的票送到了，等主持人宣布截止。', good: true, note: `已投${ballot.cast} / ${ballot.of}` });
  if (held.refused) return show({ ...head, state: held.refused });
  const buttons = setting.options[ballot.vote];
  const label = held.chosen && buttons.find(([value]) => value === held.chosen)[1];
  const left = held.send_at ? Math.max(0, Math.ceil(held.send_at - Date.now() / 1000)) : 0;
  const left_to_choose = Math.ceil(setting.waits.choosing - ballot.seconds);
  const late = left_to_choose <= 0 && setting.waits.slip > 0;
  const ask_for = left_to_choose > 0 ? `请您表决，还有${left_to_choose}秒` : '请您表决';
  const state = !label ? ask_for : left ? `您选了${label}，${left}秒以内自己送出。` : `正在送出：${label}`;
  const early = late ? '选择的时间过了，现在选的票会晚些单独送出，管理员有可能看出是谁的。' : '选好以后会等一会儿再送出，这样谁也看不出是谁的票。';
  const note = label ? '送出以前可以改。请不要关这一页。' : early;
  busy.opened = Date.now() / 1000 - ballot.seconds;
  busy.ballot = ballot;
  show({ ...head, state, note, buttons, chosen: held.chosen });
  if (held.chosen) sendLater(ballot.id);
}

function choose(value) {
  const { ballot } = busy;
  const held = ballot && kept.of(ballot.id);
  if (!held || !held.paper || held.slip) return;
  const chosen = Date.now() / 1000 - busy.opened;
  const at = held.send_at || busy.opened + slipMoment(chosen, setting.waits, dice(), travel);
  kept.put(ballot.id, { chosen: value, send_at: at });
  voting({ ...ballot, seconds: chosen });
}

async function sendLater(vote) {
  if (busy.sending === vote) return;
  busy.sending = vote;
  await wait(kept.of(vote).send_at - Date.now() / 1000);
  const held = kept.of(vote);
  if (!held.slip) kept.put(vote, { slip: await markSlip(held.paper, vote, held.chosen) });
  const body = JSON.stringify({ ballot: vote, ...kept.of(vote).slip });
  for (;;) {
    try {
      const answer = await ask(setting.slips, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
      if (answer.status < 500) {
        kept.put(vote, answer.ok ? { is_sent: true } : { refused: (await answer.json()).detail });
        break;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    await wait(0.5 + 2 * dice());
  }
  busy.sending = '';
}

async function checking(ballot) {
  const held = kept.of(ballot.id);
  const result = { passed: '通过', failed: '未通过', void: '投票无效' }[ballot.outcome] || '';
  const counts = ballot.counts.map(([label, number]) => `${label}${number}`).join('，');
  const state = held.told || (held.is_sent ? '正在核对您的票。' : held.refused || '截止的时候还没有收到您的票，算未收回。');
  show({ ...headOf(ballot), state, good: Boolean(held.is_good || (held.told || '').includes('一致')), note: `${result}。${counts}` });
  if (held.told || busy.checking) return;
  if (!held.is_sent) return kept.forget(ballot.id, state);
  busy.checking = ballot.id;
  await wait(4 * dice());
  const found = await (await ask(addressOf(setting.package, ballot.id))).json();
  const same = found.slips.some((one) => ['token', 'prefix', 'paper', 'choice', 'mark'].every((name) => one[name] === held.slip[name]));
  // What it was is forgotten, so that nobody can be made to show it.
  kept.forget(ballot.id, same ? '您的票已计入且一致。' : '结果包里没有找到您的票，请马上告诉监票人。');
  busy.checking = '';
}

async function go() {
  for (;;) {
    try {
      handle(await look());
    } catch (error) {
      if (!(error instanceof TypeError) && error.message !== 'offline') console.error(error);
      show({ state: '网络不通，正在再试。', note: '您领的票和选的都还在这部手机里。' });
    }
    await wait(1.5 + dice());
  }
}

function start() {
  if (!window.isSecureContext || !crypto.subtle) {
    return show({ state: '这个地址没有加密（https），这部手机不能无记名表决。', note: '请向工作人员要纸质票。' });
  }
  setting = JSON.parse(document.getElementById('vote-setting').textContent);
  setting.token = page.querySelector('[name=csrfmiddlewaretoken]').value;
  kept = new Kept(setting);
  part('buttons').addEventListener('click', (event) => {
    const key = event.target.closest('button');
    if (key) choose(key.value);
  });
  return go();
}

if (page) start();
