import { escapeHtml } from './escape.ts';

export type NavLink = Readonly<{ href: string; text: string }>;
export type Frame = Readonly<{
  nav?: readonly NavLink[];
  /** Seconds after which the page asks again. */
  refresh?: number;
  /** Nobody is logged in here: no navigation, and its readers do not know our name. */
  bare?: true;
  /** Of its words; absent: English. */
  language?: string;
}>;

/** A whole page of ours around `bodyHtml`, which must be safe HTML; `title` is plain text. Pure. */
export function page(title: string, bodyHtml: string, frame: Frame = {}): string {
  const refresh =
    frame.refresh === undefined ? '' : `<meta http-equiv="refresh" content="${frame.refresh}">\n`;
  return `<!doctype html>
<html lang="${escapeHtml(frame.language ?? 'en')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
${refresh}<title>${escapeHtml(title)}${frame.bare ? '' : ' · Perennial'}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body${frame.bare ? ' class="bare"' : ''}>
${header(frame)}
<main>
${bodyHtml}
</main>
</body>
</html>
`;
}

function header({ nav = [], bare }: Frame): string {
  if (bare) return '';
  const links = nav.map(
    ({ href, text }) =>
      `<a href="${escapeHtml(href)}"${href.startsWith('http') ? ' rel="noreferrer"' : ''}>${escapeHtml(text)}</a>`,
  );
  return `<header class="top">
<a class="brand" href="/"><img src="/icon.svg" alt="" width="22" height="22">Perennial</a>
<nav>${links.join('\n')}</nav>
</header>`;
}
