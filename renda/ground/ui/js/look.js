// Large or plain, light or dark: at once, remembered in the same cookie that the server sets when script is off.
const YEAR = 365 * 24 * 3600;

export function switchLook() {
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-look]');
    if (!button) return;
    event.preventDefault();
    const name = button.dataset.look;
    const value = button.value === 'plain' ? '' : button.value;
    document.cookie = `rd_${name}=${value};path=/;max-age=${YEAR};samesite=lax`;
    const page = document.documentElement;
    if (value) page.setAttribute(`data-${name}`, value);
    else page.removeAttribute(`data-${name}`);
    const back = { mode: { elder: 'plain', '': 'elder' }, theme: { dark: 'light', light: 'dark' } }[name][value];
    for (const other of document.querySelectorAll(`button[data-look="${name}"]`)) other.value = back;
  });
}
