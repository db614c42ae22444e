// One SVG sprite: our own shapes (s-…) and the Lucide icons that templates name (i-…).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import always from './icons.mjs';

const SKIP = new Set(['node_modules', 'dist', '__pycache__', 'tests']);
const USES = [/\{%\s*icon\s+"([a-z0-9-]+)"/g, /\bicon\s*=\s*"([a-z0-9-]+)"/g];

/** @param {string} folder where templates are @param {string} lucide folder of single icons @param {string} shapes our file */
export function spriteOf(folder, lucide, shapes) {
  const names = [...new Set([...always, ...iconsIn(folder)])].sort();
  const ours = readFileSync(shapes, 'utf8').replaceAll('<symbol id="', '<symbol id="s-').replace(/<!--[^]*?-->/, '').replace('</svg>', '');
  const symbols = names.map((name) => symbolOf(name, join(lucide, `${name}.svg`)));
  return `${ours.trim()}\n${symbols.filter(Boolean).join('\n')}\n</svg>\n`;
}

function* iconsIn(folder) {
  for (const each of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, each.name);
    if (each.isDirectory() && !SKIP.has(each.name)) yield* iconsIn(path);
    if (!each.isFile() || !['.html', '.py'].includes(extname(each.name))) continue;
    const text = readFileSync(path, 'utf8');
    for (const pattern of USES) for (const found of text.matchAll(pattern)) yield found[1];
  }
}

function symbolOf(name, path) {
  if (!existsSync(path)) {
    console.warn(`no icon of this name: ${name}`);
    return '';
  }
  const svg = readFileSync(path, 'utf8').replace(/<!--[^]*?-->/g, '');
  const inner = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
  return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner}</symbol>`;
}
