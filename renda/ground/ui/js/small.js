// Copying, going back, showing a password, taking a choice over, menus that close, focus on what arrived.
export function smallThings() {
  for (const button of document.querySelectorAll('[data-copy][hidden], [data-print][hidden]')) button.hidden = false;
  for (const button of document.querySelectorAll('[data-print]')) button.addEventListener('click', () => window.print());
  document.addEventListener('click', (event) => {
    const copy = event.target.closest('[data-copy]');
    if (copy) copyFrom(copy);
    const show = event.target.closest('[data-show]');
    if (show) showPassword(show);
    const take = event.target.closest('[data-take]');
    if (take) takeOver(take, event);
    const back = event.target.closest('[data-back]');
    if (back && history.length > 1 && document.referrer.startsWith(location.origin)) {
      event.preventDefault();
      history.back();
    }
    for (const menu of document.querySelectorAll('details.rd-menu[open]')) if (!menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details.rd-menu[open]')) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('htmx:afterSwap', () => {
    const arrived = document.querySelector('#messages [data-arrived]');
    if (arrived) arrived.focus();
  });
  document.addEventListener('htmx:sendError', () => say('现在连不上，您填的还在这一页。联网后再按一次。'));
  document.addEventListener('htmx:responseError', (event) => {
    if (event.detail.xhr.status >= 500) say('平台出了问题，不是您的原因。您填的还在这一页，过一会儿再按一次。');
  });
}

/** A message in the page's message area. */
export function say(words) {
  const area = document.getElementById('messages');
  if (!area) return;
  const box = document.createElement('div');
  box.className = 'rd-say rd-say--amber';
  box.setAttribute('role', 'alert');
  box.append(document.createElement('i'), document.createElement('span'));
  box.lastChild.textContent = words;
  area.replaceChildren(box);
  area.scrollIntoView({ block: 'center' });
}

function copyFrom(button) {
  const target = document.querySelector(button.dataset.copy);
  const text = target ? target.value || target.innerText : button.dataset.copyText || location.href;
  const done = () => {
    button.lastChild.textContent = '已复制';
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => copyOld(text, done));
  else copyOld(text, done);
}

function copyOld(text, done) {
  const field = document.createElement('textarea');
  field.className = 'rd-hide';
  field.value = text;
  document.body.append(field);
  field.select();
  if (document.execCommand('copy')) done();
  field.remove();
}

/** Advice is put into the field it stands beside; what was typed elsewhere stays. Without script its link fills the page anew. */
function takeOver(link, event) {
  const field = document.querySelector(`form [name="${link.dataset.take}"]`);
  if (!field) return;
  event.preventDefault();
  field.value = link.dataset.value;
  field.dispatchEvent(new Event('change', { bubbles: true }));
  field.focus();
}

function showPassword(button) {
  const field = document.querySelector(button.dataset.show);
  const hidden = field.type === 'password';
  field.type = hidden ? 'text' : 'password';
  button.setAttribute('aria-label', hidden ? '隐藏密码' : '显示密码');
}
