// Forms marked data-altcha="<address of challenges>" get their hidden field `altcha` filled while one types.
const EARLY = 20; // seconds before a challenge ends that it is taken as ended

export function proveAll(part) {
  for (const form of part.querySelectorAll('form[data-altcha]:not([data-offline-intake])')) prove(form);
}

function prove(form) {
  let work = null;
  const begin = () => {
    if (!work || work.until < Date.now() / 1000) work = { until: Infinity, done: fill(form, (until) => { work.until = until; }) };
    return work.done;
  };
  form.addEventListener('focusin', begin, { once: true });
  form.addEventListener('submit', (event) => {
    if (fieldOf(form).value && work && work.until > Date.now() / 1000) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const line = lineOf(form);
    line.textContent = '正在核对，几秒就好……';
    begin().catch(() => null).then(() => {
      line.textContent = '';
      form.submit();
    });
  });
}

async function fill(form, setUntil) {
  const { payload, until } = await proofFrom(form.dataset.altcha);
  fieldOf(form).value = payload;
  setUntil(until);
}

/** @param {string} address of challenges @returns {Promise<{payload: string, until: number}>} */
export async function proofFrom(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`challenge ${answer.status}`);
  const challenge = await answer.json();
  const until = (challenge.parameters.expiresAt || Infinity) - EARLY;
  return { payload: await inWorker(challenge), until };
}

function inWorker(challenge) {
  return new Promise((done, fail) => {
    const worker = new Worker(document.body.dataset.proof);
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.payload) done(data.payload);
      else fail(new Error(data.error));
    };
    worker.onerror = fail;
    worker.postMessage(challenge);
  });
}

/** The hidden field the server reads. */
export function fieldOf(form) {
  let field = form.elements.altcha;
  if (!field) {
    field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'altcha';
    form.append(field);
  }
  return field;
}

function lineOf(form) {
  let line = form.querySelector('[data-altcha-state]');
  if (!line) {
    line = document.createElement('p');
    line.dataset.altchaState = '';
    line.setAttribute('role', 'status');
    form.append(line);
  }
  return line;
}
