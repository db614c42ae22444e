// Bundles what browsers get: node renda/ground/ui/build/bundle.mjs  (after npm ci --ignore-scripts)
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { spriteOf } from './sprite.mjs';
import { cutTabler } from './tabler.mjs';

const ui = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(ui, '../../..');
const modules = join(root, 'node_modules');
const out = join(ui, 'static/ui/dist');
// Browsers of county offices: Chromium kernels from 80 on.
const target = ['chrome80'];

const tabler = {
  name: 'tabler',
  setup(build) {
    build.onResolve({ filter: /^tabler$/ }, () => ({ path: 'tabler', namespace: 'cut' }));
    build.onLoad({ filter: /.*/, namespace: 'cut' }, () => {
      const whole = readFileSync(join(modules, '@tabler/core/dist/css/tabler.css'), 'utf8');
      return { contents: cutTabler(whole), loader: 'css' };
    });
  },
};

const common = { bundle: true, minify: true, target, outdir: out, logLevel: 'warning', legalComments: 'none' };
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
await esbuild.build({ ...common, entryPoints: { renda: join(ui, 'css/index.css') }, plugins: [tabler] });
await esbuild.build({
  ...common,
  entryPoints: { renda: join(ui, 'js/index.js'), charts: join(ui, 'js/charts.js'), sw: join(ui, 'js/sw.js'), proof: join(ui, 'js/proof_worker.js'), vote: join(ui, 'js/vote.js') },
  format: 'iife',
});
writeFileSync(join(out, 'sprite.svg'), spriteOf(join(root, 'renda'), join(modules, 'lucide-static/icons'), join(ui, 'build/shapes.svg')));
cpSync(join(ui, 'build/mark.svg'), join(out, 'mark.svg'));

for (const name of ['renda.css', 'renda.js', 'charts.js', 'sw.js', 'proof.js', 'vote.js', 'sprite.svg', 'mark.svg']) {
  const bytes = readFileSync(join(out, name));
  console.log(`${relative(root, join(out, name))}  ${bytes.length} bytes, ${gzipSync(bytes).length} gz`);
}
