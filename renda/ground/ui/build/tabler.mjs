// The cut of Tabler that templates use: its reset of elements, buttons and form controls; nothing with functions
// that older Chromium kernels do not know (tokens.css gives every variable in use a plain value).
const KEEP = new Set(['btn', 'btn-primary', 'form-label', 'form-control', 'form-select', 'form-check-input']);
const TOO_NEW = /light-dark\(|oklch\(|oklab\(|color-mix\(|@property|@layer/;

/** @param {string} css Tabler's whole stylesheet @returns {string} the cut */
export function cutTabler(css) {
  const rules = topLevel(css.replace(/\/\*[^]*?\*\//g, '')).map(cutRule).filter(Boolean);
  const kept = rules.filter((rule) => !isRoot(rule));
  const used = new Set(kept.join('').match(/--tblr-[\w-]+/g));
  return [rootOf(rules.filter(isRoot), used), ...kept].join('\n');
}

/** Split into rules at brace depth 0. */
function topLevel(css) {
  const rules = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{') depth++;
    else if (css[i] === ';' && depth === 0) from = i + 1;
    else if (css[i] === '}' && --depth === 0) {
      rules.push(css.slice(from, i + 1).trim());
      from = i + 1;
    }
  }
  return rules;
}

function cutRule(rule) {
  const brace = rule.indexOf('{');
  const head = rule.slice(0, brace).trim();
  const body = rule.slice(brace + 1, -1);
  if (head.startsWith('@')) {
    if (!head.startsWith('@media') || /print|prefers/.test(head)) return '';
    const inner = topLevel(body).map(cutRule).filter(Boolean).join('\n');
    return inner && `${head} {\n${inner}\n}`;
  }
  const selectors = splitSelectors(head).filter(isKept);
  const declarations = body.split(/;(?![^(]*\))/).filter((line) => line.trim() && !TOO_NEW.test(line));
  return selectors.length && declarations.length ? `${selectors.join(', ')} {${declarations.join(';')}}` : '';
}

const splitSelectors = (head) => head.split(/,(?![^(]*\))/).map((part) => part.trim());

/** Elements only, or none but the classes that are kept; the reset of :root and what themes switch stay out. */
function isKept(selector) {
  if (selector === ':root') return true;
  if (/\[data-|\[dir|:root|:host|::-webkit-(?!file|date|search|inner|outer)|\.dark/.test(selector)) return false;
  const classes = selector.match(/\.[\w-]+/g) ?? [];
  return classes.every((name) => KEEP.has(name.slice(1)));
}

const isRoot = (rule) => rule.startsWith(':root');

/** Variables that the kept rules use, and those that these use in turn. */
function rootOf(roots, used) {
  const values = new Map();
  for (const rule of roots) {
    for (const line of rule.slice(rule.indexOf('{') + 1, -1).split(/;(?![^(]*\))/)) {
      const colon = line.indexOf(':');
      if (line.trim().startsWith('--tblr-')) values.set(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
    }
  }
  for (const name of used) for (const next of values.get(name)?.match(/--tblr-[\w-]+/g) ?? []) used.add(next);
  const lines = [...used].filter((name) => values.has(name)).map((name) => `  ${name}: ${values.get(name)};`);
  return `:root {\n${lines.join('\n')}\n}`;
}
