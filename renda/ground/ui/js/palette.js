// The palette: Ctrl K, ⌘ K or / open a box to look for anything; arrows choose, Enter goes there. Without script the bar's form does it.
const REST = 180;

export function openPalette() {
  const box = document.querySelector('[data-palette]');
  if (!box || !box.showModal) return false;
  if (!box.open) {
    box.hidden = false;
    box.showModal();
    const field = box.querySelector('input');
    field.select();
    field.focus();
  }
  return true;
}

export function listenForPalette() {
  const box = document.querySelector('[data-palette]');
  if (!box || !box.showModal) return;
  const field = box.querySelector('input');
  const list = box.querySelector('[data-palette-list]');
  let timer = 0;
  let asked = '';
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k' && openPalette()) event.preventDefault();
  });
  field.addEventListener('input', (event) => {
    window.clearTimeout(timer);
    if (!event.isComposing) timer = window.setTimeout(look, REST);
  });
  field.addEventListener('compositionend', look);
  box.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !event.isComposing) {
      event.preventDefault();
      move(step);
    }
  });
  box.addEventListener('close', () => {
    box.hidden = true;
  });
  box.addEventListener('click', (event) => {
    if (event.target === box) box.close();
  });

  async function look() {
    const words = field.value.trim();
    asked = words;
    if (!words) {
      list.replaceChildren();
      return;
    }
    const answer = await fetch(`${box.dataset.palette}?q=${encodeURIComponent(words)}`, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (asked !== words) return;
    if (!answer || !answer.ok) {
      list.innerHTML = '<p class="rd-note se-none">现在连不上，联网后再找。</p>';
      return;
    }
    const text = await answer.text();
    if (asked === words) list.innerHTML = text;
  }

  function move(step) {
    const stops = [field, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    stops[(Math.max(at, 0) + step + stops.length) % stops.length].focus();
  }
}
