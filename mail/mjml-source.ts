import { mask } from './liquid-tags.ts';
import type { Finding } from './problems.ts';

/** Elements that HTML and MJML close by themselves. */
const VOID = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'col', 'wbr', 'area', 'source']);
const TAG = /<(\/?)([a-z][a-z0-9-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi;
const ALLOWED_ROOTS = /^\s*<mj-(section|wrapper|hero|raw|include)\b/;

/** What MJML would pass over in silence in a layout or a part: what is not closed, a picture without words, what no mail may have. Pure. */
export function mjmlPartFindings(source: string): readonly Finding[] {
  const text = bare(source);
  const tags = [...text.matchAll(TAG)].map((match) => ({
    closing: match[1] === '/',
    name: (match[2] ?? '').toLowerCase(),
    attributes: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
  return [...balanceFindings(tags), ...elementFindings(tags)];
}

/** The same in the body of a mail, which is sections. Pure. */
export const mjmlSourceFindings = (source: string): readonly Finding[] => [
  ...rootFindings(bare(source)),
  ...mjmlPartFindings(source),
];

/** Without Liquid and comments, line by line. */
const bare = (source: string): string =>
  mask(source).text.replaceAll(/<!--[\s\S]*?-->/g, (comment) => comment.replaceAll(/[^\n]/g, ''));

type Tag = Readonly<{ closing: boolean; name: string; attributes: string; line: number }>;

function rootFindings(text: string): readonly Finding[] {
  if (ALLOWED_ROOTS.test(text)) return [];
  return [
    {
      code: 'T010',
      what: 'The body does not begin with a section.',
      mend: 'Write <mj-section>…</mj-section> only; templates/_layout.mjml has the rest of the document.',
    },
  ];
}

/** The first tag that does not fit; whatever comes after it is a consequence. */
function balanceFindings(tags: readonly Tag[]): readonly Finding[] {
  const open: Tag[] = [];
  for (const tag of tags) {
    if (VOID.has(tag.name) || tag.attributes.endsWith('/')) continue;
    if (!tag.closing) {
      open.push(tag);
      continue;
    }
    const last = open.pop();
    if (last === undefined) return [unbalanced(`</${tag.name}> closes nothing`, tag.line)];
    if (last.name !== tag.name) return [unbalanced(`<${last.name}> is not closed`, last.line)];
  }
  const left = open.at(-1);
  return left === undefined ? [] : [unbalanced(`<${left.name}> is not closed`, left.line)];
}

const unbalanced = (what: string, line: number): Finding => ({
  code: 'T011',
  what: `line ${line}: ${what}.`,
  mend: 'Close every element where it ends; MJML drops the rest in silence otherwise.',
});

const BANNED = new Set(['script', 'form', 'iframe', 'object', 'embed', 'input']);

function elementFindings(tags: readonly Tag[]): readonly Finding[] {
  return tags.flatMap(({ name, closing, attributes, line }): readonly Finding[] => {
    if (closing) return [];
    if (BANNED.has(name)) {
      return [
        {
          code: 'T013' as const,
          what: `line ${line}: <${name}> does not belong in a mail.`,
          mend: 'Leave it out; mail programs drop it or take the mail for a fraud.',
        },
      ];
    }
    if (/^(mj-image|img)$/.test(name) && !/\salt\s*=/.test(attributes)) {
      return [
        {
          code: 'T014' as const,
          what: `line ${line}: <${name}> has no alt.`,
          mend: 'Say in alt="…" what it shows, or alt="" if it only decorates.',
        },
      ];
    }
    return [];
  });
}
