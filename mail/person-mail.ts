import { escapeHtml } from './escape-html.ts';
import { mask, type Masked } from './liquid-tags.ts';
import { withAddresses } from './web-address.ts';

const CONTENT = '[[content]]';

/** A text from a person, as they would have typed it, over what the law wants under it. */
export const personText = (layout: string, body: string): string =>
  `${layout.replace(CONTENT, () => body.trim()).trim()}\n`;

/** Whether a layout takes the text. */
export const takesContent = (layout: string): boolean => layout.split(CONTENT).length === 2;

/** The same text as the little HTML that a mail program makes of a typed mail: no design, readable letters. */
export function personHtml(
  text: string,
  { subject, language }: Readonly<{ subject: string; language: string }>,
): string {
  const masked = mask(`${subject}\n${text}`);
  const [head = '', ...rest] = masked.text.split('\n');
  const [body = '', small = ''] = rest.join('\n').split(/^-- ?$/m);
  const html = `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(head)}</title>
</head>
<body style="margin:0;padding:16px;">
<div style="max-width:38em;overflow-wrap:anywhere;font:16px/1.55 -apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif;">
${paragraphs({ ...masked, text: body })}
<div style="margin-top:32px;font-size:13px;line-height:1.5;opacity:0.8;">
${paragraphs({ ...masked, text: small })}
</div>
</div>
</body>
</html>
`;
  return masked.unmask(html).replaceAll(OURS, shortly);
}

const OURS = /\{\{ (?:unsubscribe|preferences|confirm) \}\}/g;

const PURPOSES: Readonly<Record<string, string>> = {
  unsubscribe: '/u/',
  preferences: '/p/',
  confirm: '/o/',
};

/** Our own links are long, and a person would not type them: their host is shown, which is also what one looks at. */
const shortly = (link: string): string => {
  const purpose = PURPOSES[link.slice(3, -3)] ?? '/';
  return `<a href="${link}">${link.replace(' }}', ` | split: '${purpose}' | first }}`)}</a>`;
};

const paragraphs = ({ text, unmask }: Masked): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .map(
      (paragraph) =>
        `<p style="margin:0 0 1em;">${lines({ text: escapeHtml(paragraph), unmask })}</p>`,
    )
    .join('\n');

const lines = (paragraph: Masked): string =>
  withAddresses(paragraph, (url) => `<a href="${url}">${url}</a>`).replaceAll('\n', '<br>\n');
