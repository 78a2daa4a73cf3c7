import type { Problem } from '../http/problem.ts';
import { escapeHtml } from './escape.ts';
import { page } from './layout.ts';

/** A problem for somebody with a browser: the same words, no code to decipher. Pure. */
export function problemPage(problem: Problem): string {
  return page(
    problem.body().title,
    `<article class="notice">
<p class="eyebrow">${problem.status}</p>
<h1>${escapeHtml(problem.body().title)}</h1>
<p>${escapeHtml(problem.message)}</p>
</article>`,
    { bare: true },
  );
}
