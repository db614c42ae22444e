// When a phone takes its papers and when it sends a slip: the same as renda/chamber/ballots/secrecy.py, which says why. In seconds.
export const paperMoment = (now, waits, dice) => Math.max(now, 0) + dice * waits.paper;

export function slipMoment(chosen, waits, dice, travel = 0) {
  const late = chosen - waits.choosing;
  if (waits.slip <= 0) return Math.max(chosen, waits.choosing);
  const rounds = late <= 0 ? 0 : Math.floor(late / waits.slip) + 1;
  return Math.max(chosen, waits.choosing + rounds * waits.slip + dice * waits.slip - travel);
}

export const dice = () => crypto.getRandomValues(new Uint32Array(1))[0] / 2 ** 32;
