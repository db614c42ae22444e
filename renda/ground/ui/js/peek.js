// The third pane of a wide list: shows the row one stands on. Rows name themselves by their checkbox ("kind.key").
const wide = window.matchMedia('(min-width: 1600px)');
const read = new Map();

export function showPeek() {
  const pane = document.querySelector('[data-peek]');
  if (!pane || pane.dataset.ready) return;
  pane.dataset.ready = '1';
  const turn = (row) => wide.matches && row && show(pane, row);
  document.addEventListener('renda:here', (event) => turn(event.target));
  document.addEventListener('click', (event) => {
    const row = event.target.closest('.ib-list tbody tr');
    if (!row || event.target.closest('a, button, input')) return;
    for (const other of document.querySelectorAll('.ib-list .is-here')) other.classList.remove('is-here');
    row.classList.add('is-here');
    turn(row);
  });
  const first = () => turn(document.querySelector('.ib-list .is-here') || document.querySelector('.ib-list tbody tr'));
  wide.addEventListener('change', first);
  first();
}

async function show(pane, row) {
  const box = row.querySelector('input[type=checkbox]');
  const [kind, key] = box ? box.value.split('.') : [];
  if (!key) return;
  pane.dataset.shown = box.value;
  for (const other of document.querySelectorAll('.ib-list .is-shown')) other.classList.remove('is-shown');
  row.classList.add('is-shown');
  if (!read.has(box.value)) {
    const answer = await fetch(`${pane.dataset.peek}${kind}/${key}/`, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    read.set(box.value, await answer.text());
  }
  if (pane.dataset.shown !== box.value) return;
  pane.innerHTML = read.get(box.value);
  pane.hidden = false;
}
