// What pages need of script. Each works without it, save charts and the offline queue.
import { guardBatch } from './batch.js';
import { keepDrafts } from './autosave.js';
import { loadCharts } from './chart_loader.js';
import { listenForKeys } from './keys.js';
import { switchLook } from './look.js';
import { showPhotos } from './photos.js';
import { proveAll } from './proof.js';
import { guardSubmits } from './submits.js';
import { smallThings } from './small.js';
import { startIntake } from './intake.js';

function start() {
  switchLook();
  smallThings();
  listenForKeys();
  guardBatch(document);
  keepDrafts(document);
  showPhotos(document);
  proveAll(document);
  startIntake();
  guardSubmits();
  loadCharts(document);
}

document.addEventListener('htmx:load', (event) => {
  const part = event.detail.elt;
  if (part === document.body) return;
  guardBatch(part);
  keepDrafts(part);
  showPhotos(part);
  loadCharts(part);
});
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
else start();
