import { type HtmlToTextOptions, convert } from 'html-to-text';
import { mask } from './liquid-tags.ts';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  selectors: [
    // Upper-casing headings would upper-case the merge tags in them.
    ...HEADINGS.map((selector) => ({
      selector,
      options: { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 },
    })),
    {
      selector: 'a',
      options: { linkBrackets: ['<', '>'] as [string, string], hideLinkHrefIfSameAsText: true },
    },
    { selector: 'img', format: 'skip' },
    { selector: 'head', format: 'skip' },
    // The preheader is for lists of mails, and hidden.
    { selector: 'div[style^="display:none"]', format: 'skip' },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
};

/** The text template of an HTML template: the same words and links, the Liquid tags untouched. */
export function plainTextOf(html: string): string {
  const masked = mask(html);
  const text = convert(masked.text, OPTIONS)
    .replaceAll('\u00A0', ' ')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return `${masked.unmask(text)}\n`;
}
