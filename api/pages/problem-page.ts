import { escapeHtml } from './escape.ts';
import { page } from './layout.ts';

/** A problem for somebody with a browser: in plain words, no code to decipher. Pure. */
export const problemPage = (
  { status, title, text }: Readonly<{ status: number; title: string; text: string }>,
  language = 'en',
): string =>
  page(
    title,
    `<article class="notice">
<p class="eyebrow">${status}</p>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>
</article>`,
    { bare: true, language },
  );
