// A second press within a few seconds is held back. The server would answer it the same way; this spares the wait.
const HOLD = 8000;

export function guardSubmits() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    const last = Number(form.dataset.sentAt || 0);
    if (Date.now() - last < HOLD) event.preventDefault();
    else form.dataset.sentAt = Date.now();
  });
  addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent-at]')) delete form.dataset.sentAt;
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    const form = event.target.closest && event.target.closest('form');
    if (form) delete form.dataset.sentAt;
  });
}
