// A selection says how many rows each step fits and why the rest do not.
// Rows: <input type=checkbox name=row form=batch data-steps="remind assign" data-why="第034号还没到期，不能发督办函">
export function guardBatch(part) {
  const bar = part.querySelector('form[data-batch]');
  if (!bar) return;
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][name=row][form="${bar.id}"]`)];
  const all = document.querySelector('input[data-all]');
  const show = () => tell(bar, boxes());
  document.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    if (event.target === all || boxes().includes(event.target)) show();
  });
  bar.addEventListener('reset', () => setTimeout(() => {
    for (const box of boxes()) box.checked = false;
    if (all) all.checked = false;
    show();
  }));
  show();
}

function tell(bar, boxes) {
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) box.closest('tr, li')?.classList.toggle('is-picked', box.checked);
  bar.hidden = !chosen.length;
  bar.querySelector('[data-batch-count]').textContent = `已选${chosen.length}件`;
  let why = '';
  for (const button of bar.querySelectorAll('[data-batch-step]')) {
    const fits = chosen.filter((box) => (box.dataset.steps || '').split(' ').includes(button.dataset.batchStep));
    button.querySelector('[data-batch-fits]').textContent = `${fits.length}件`;
    button.disabled = !fits.length;
    if (fits.length < chosen.length) why = chosen.find((box) => !fits.includes(box)).dataset.why || why;
  }
  bar.querySelector('[data-batch-why]').textContent = why;
}
