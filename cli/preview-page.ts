import type { Composed } from '../mail/compose.ts';
import { escapeHtml } from '../mail/escape-html.ts';

/** A mail to be looked at: who it is for, from whom, and what is in it. */
export type Previewed = Composed &
  Readonly<{ mail: string; as: string; headers: readonly Header[] }>;
export type Header = readonly [name: string, value: string];

/**
 * A mail as a page: as mail programs show it, wide and narrow, in light and in dark, and its plain text beside it. Pure. The mail stands
 * in sandboxed frames, nothing on the page runs, and nothing is fetched but what the mail itself shows.
 */
export function previewPage({ mail, as, headers, html, text }: Previewed): string {
  const title = `${mail}, as ${as}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src https: data:">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(mail)} <small>as ${escapeHtml(as)}</small></h1>
<dl>
${headers.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('\n')}
</dl>
<fieldset>
<legend>Show it</legend>
<label><input type="radio" name="light" value="light" checked> in light</label>
<label><input type="radio" name="light" value="dark"> in dark</label>
</fieldset>
<main>
${frames('At a desk', 'wide', html)}
${frames('On a phone', 'narrow', html)}
<section class="plain"><h2>Plain text</h2><pre>${escapeHtml(text)}</pre></section>
</main>
</body>
</html>
`;
}

/** One in light and one in dark, of which one is shown. */
const frames = (title: string, width: string, html: string): string =>
  `<section class="${width}"><h2>${title}</h2>${SCHEMES.map((scheme) => frame(title, scheme, html)).join('')}</section>`;

const SCHEMES = ['light', 'dark'] as const;

/** Without scripts, forms, and our own origin. */
const frame = (title: string, scheme: 'light' | 'dark', html: string): string =>
  `<iframe title="${title}, in ${scheme}" class="${scheme}" sandbox="" srcdoc="${escapeHtml(shownIn(scheme, html))}"></iframe>`;

/** The mail as if the reader preferred that: browsers hand no preference into a sandbox, so the mail's own question is answered here. */
const shownIn = (scheme: 'light' | 'dark', html: string): string =>
  html
    .replaceAll(PREFERS, (_, asked: string) =>
      asked === scheme ? '(min-width: 0)' : '(max-width: 0)',
    )
    .replace('</head>', `<style>:root { color-scheme: ${scheme} !important }</style></head>`);

const PREFERS = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/g;

const STYLE = `
:root { color-scheme: light; font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; --ink: #1c2733; --quiet: #566373; --paper: #f3f5f8; --sheet: #fff; --line: #cfd7e0; }
:root:has([value=dark]:checked) { color-scheme: dark; --ink: #e6ebf1; --quiet: #a3afbd; --paper: #14191f; --sheet: #1d242c; --line: #37424e; }
body { margin: 0; padding: 24px; background: var(--paper); color: var(--ink); }
h1 { margin: 0 0 12px; font-size: 22px; }
h1 small { font-weight: 400; font-size: 15px; color: var(--quiet); }
h2 { margin: 0 0 8px; font-size: 13px; color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0 0 16px; overflow-wrap: anywhere; }
dt { color: var(--quiet); }
dd { margin: 0; }
fieldset { display: inline-flex; gap: 16px; margin: 0 0 20px; padding: 6px 14px; border: 1px solid var(--line); border-radius: 8px; }
legend { padding: 0 6px; color: var(--quiet); font-size: 13px; }
main { display: flex; flex-wrap: wrap; gap: 24px; align-items: flex-start; }
iframe { display: block; width: 100%; height: 820px; border: 1px solid var(--line); border-radius: 8px; background: Canvas; }
iframe.light { color-scheme: light; }
iframe.dark { color-scheme: dark; }
:root:has([value=dark]:checked) iframe.light, :root:has([value=light]:checked) iframe.dark { display: none; }
.wide { flex: 1 1 560px; min-width: min(560px, 100%); }
.narrow { flex: 0 0 377px; max-width: 100%; }
.plain { flex: 1 1 380px; min-width: min(380px, 100%); }
pre { margin: 0; padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--sheet); font: 13px/1.55 ui-monospace, 'SF Mono', Consolas, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
