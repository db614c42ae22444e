// Lists by keyboard: J K down and up, X choose, Enter open, E next step, / or Ctrl K search, ? what keys there are.
import { openPalette } from './palette.js';

const rows = () => [...document.querySelectorAll('.rd-list tbody tr, [data-keys] > *')].filter((row) => row.querySelector('a'));
const here = () => document.querySelector('.is-here');

export function listenForKeys() {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return;
    const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act && act(event) !== false) event.preventDefault();
  });
}

const isTyping = (element) => element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== 'checkbox';

function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(here());
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  if (here()) here().classList.remove('is-here');
  next.classList.add('is-here');
  next.scrollIntoView({ block: 'nearest' });
  const link = next.querySelector('a');
  if (link) link.focus({ preventScroll: true });
  next.dispatchEvent(new CustomEvent('renda:here', { bubbles: true }));
  return true;
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  x: () => press('input[type=checkbox]'),
  e: () => press('.ib-do a, .ib-do button, [data-step]'),
  Enter: (event) => (/^(A|BUTTON|SUMMARY)$/.test(event.target.tagName) ? false : press('a')),
  '/': () => openPalette() || focusOn('.rd-bar__find input, [data-find]'),
  '?': () => focusOn('.rd-keys'),
};

function press(selector) {
  const target = here() && here().querySelector(selector);
  if (!target) return false;
  target.click();
  return true;
}

function focusOn(selector) {
  const target = document.querySelector(selector);
  if (!target) return false;
  if (!target.matches('input')) target.tabIndex = -1;
  target.focus();
  return true;
}
