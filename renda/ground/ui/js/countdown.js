// <b data-until="2026-12-02T09:10:00+08:00">: how long until then, second by second. The page says the hour without it.
export function countDown() {
  const places = [...document.querySelectorAll('[data-until]')];
  if (!places.length) return;
  const tick = () => places.forEach((place) => {
    const left = Math.round((new Date(place.dataset.until) - Date.now()) / 1000);
    const time = `${Math.floor(Math.abs(left) / 60)}分${`${Math.abs(left) % 60}`.padStart(2, '0')}秒`;
    place.textContent = left >= 0 ? `还有${time}` : `已超过${time}`;
  });
  tick();
  setInterval(tick, 1000);
}
