// A selection says how many rows each step fits and why the rest do not.
// Rows: <input type=checkbox name=row form=batch data-steps="remind warn" data-why="第034号还没到期，不能发督办函">.
// The bar is the form itself (data-batch) or an element beside it (data-batch-bar); counts and reasons are optional in it.
export function guardBatch(part) {
  const form = part.querySelector('form[data-batch]');
  if (!form) return;
  const bar = document.querySelector('[data-batch-bar]') || form;
  const boxes = () => [...document.querySelectorAll(`input[type=checkbox][form="${form.id}"]`)];
  const all = document.querySelector('input[data-all], input[data-batch-all]');
  const show = () => tell(bar, boxes());
  document.addEventListener('change', (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    if (event.target === all || boxes().includes(event.target)) show();
  });
  form.addEventListener('reset', () => setTimeout(() => {
    for (const box of boxes()) box.checked = false;
    if (all) all.checked = false;
    show();
  }));
  show();
}

function tell(bar, boxes) {
  const chosen = boxes.filter((box) => box.checked);
  for (const box of boxes) {
    const row = box.closest('tr, li');
    if (row) row.classList.toggle('is-picked', box.checked);
  }
  bar.hidden = !chosen.length;
  write(bar, '[data-batch-count]', `已选${chosen.length}件`);
  let why = '';
  for (const button of bar.querySelectorAll('[data-batch-step]')) {
    const fits = chosen.filter((box) => (box.dataset.steps || '').split(' ').includes(button.dataset.batchStep));
    write(button, '[data-batch-fits]', `${fits.length}件`);
    button.hidden = button.disabled = !fits.length;
    if (!why && fits.length && fits.length < chosen.length) why = reason(chosen.find((box) => !fits.includes(box)), button);
  }
  if (chosen.length && !why && [...bar.querySelectorAll('[data-batch-step]')].every((button) => button.hidden)) {
    why = '选中的这些没有能一起办的一步，请逐件打开办';
  }
  write(bar, '[data-batch-why]', why);
}

/** Why a row is not among those a step fits: where it stands, and what that step is. */
function reason(box, button) {
  const label = button.dataset.batchLabel;
  return box.dataset.why && label ? `${box.dataset.why}，不能${label}` : box.dataset.why || '';
}

function write(part, selector, words) {
  const place = part.querySelector(selector);
  if (place) place.textContent = words;
}
