// What pages need of script. Each works without it, save charts and the offline queue.
import { guardBatch } from './batch.js';
import { keepDrafts } from './autosave.js';
import { countDown } from './countdown.js';
import { loadCharts } from './chart_loader.js';
import { keepReading } from './reading.js';
import { listenForKeys } from './keys.js';
import { showLive } from './live.js';
import { switchLook } from './look.js';
import { listenForPalette } from './palette.js';
import { showPhotos } from './photos.js';
import { showPeek } from './peek.js';
import { proveAll } from './proof.js';
import { guardSubmits } from './submits.js';
import { smallThings } from './small.js';
import { startIntake } from './intake.js';

const once = [
  switchLook, smallThings, listenForKeys, startIntake, guardSubmits, showPeek, showLive, keepReading, countDown, listenForPalette,
];
const onEach = [guardBatch, keepDrafts, showPhotos, proveAll, loadCharts];

/** One that fails must not keep the others from starting. */
function run(things, part) {
  for (const thing of things) {
    try {
      thing(part);
    } catch (error) {
      console.error(error);
    }
  }
}

function start() {
  run(onEach, document);
  run(once);
}

document.addEventListener('htmx:load', (event) => {
  if (event.detail.elt !== document.body) run(onEach, event.detail.elt);
});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
