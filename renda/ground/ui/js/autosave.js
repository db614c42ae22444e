// Drafts of long forms, on this device only: <form data-autosave="reply-034">. Gone once sent, on signing out, after a week.
const PREFIX = 'rd:draft:';
const WEEK = 7 * 24 * 3600 * 1000;

export function keepDrafts(part) {
  forgetOld();
  const forms = [...part.querySelectorAll('form[data-autosave]')];
  const sent = sessionStorage.getItem('rd:sent');
  if (sent && !document.querySelector('.rp-wrong, .cf-top')) localStorage.removeItem(sent);
  sessionStorage.removeItem('rd:sent');
  for (const form of forms) keep(form);
  document.addEventListener('submit', (event) => {
    if (/sign-out/.test(event.target.action)) forgetAll();
  });
}

function keep(form) {
  const key = `${PREFIX}${location.pathname}:${form.dataset.autosave}`;
  if (form.dataset.kept) return;
  form.dataset.kept = '1';
  const line = document.createElement('p');
  line.className = 'rd-saved';
  line.setAttribute('role', 'status');
  form.append(line);
  if (!form.querySelector('.rp-wrong')) restore(form, key, line);
  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => save(form, key, line), 800);
  });
  form.addEventListener('rd:done', () => {
    clearTimeout(timer);
    sessionStorage.removeItem('rd:sent');
    localStorage.removeItem(key);
    line.textContent = '';
  });
  form.addEventListener('submit', () => {
    save(form, key, line);
    sessionStorage.setItem('rd:sent', key);
  });
}

const isKept = (field) => field.name && !/^(hidden|password|file|submit|button|reset)$/.test(field.type);

function save(form, key, line) {
  const values = [...form.elements].filter(isKept).filter((field) => !/^(radio|checkbox)$/.test(field.type) || field.checked);
  const at = Date.now();
  try {
    localStorage.setItem(key, JSON.stringify({ at, values: values.map((field) => [field.name, field.value]) }));
  } catch {
    return; // storage full or refused: the page works on
  }
  line.textContent = `草稿 ${clock(at)}已自动保存`;
}

function restore(form, key, line) {
  const draft = JSON.parse(localStorage.getItem(key) || 'null');
  if (!draft || !draft.values.some(([, value]) => value)) return;
  const left = draft.values.map((pair) => pair.slice());
  for (const field of [...form.elements].filter(isKept)) {
    if (/^(radio|checkbox)$/.test(field.type)) field.checked = left.some(([name, value]) => name === field.name && value === field.value);
    else {
      const at = left.findIndex(([name]) => name === field.name);
      if (at >= 0) field.value = left.splice(at, 1)[0][1];
    }
  }
  line.textContent = `已放回您${clock(draft.at)}写的草稿　`;
  const drop = document.createElement('button');
  drop.type = 'button';
  drop.className = 'btn rd-btn--quiet';
  drop.textContent = '不要草稿';
  drop.addEventListener('click', () => {
    localStorage.removeItem(key);
    form.reset();
    line.textContent = '';
  });
  line.append(drop);
}

const clock = (at) => {
  const time = new Date(at);
  const words = `${time.getHours()}:${String(time.getMinutes()).padStart(2, '0')}`;
  return Date.now() - at < 12 * 3600 * 1000 ? words : `${time.getMonth() + 1}月${time.getDate()}日 ${words}`;
};

const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));

function forgetOld() {
  for (const key of drafts()) {
    const at = JSON.parse(localStorage.getItem(key) || '{}').at || 0;
    if (Date.now() - at > WEEK) localStorage.removeItem(key);
  }
}

function forgetAll() {
  for (const key of drafts()) localStorage.removeItem(key);
}
