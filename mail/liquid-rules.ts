import { type LiquidTag, liquidTags } from './liquid-tags.ts';
import type { Finding } from './problems.ts';

/** What the Liquid of one source breaks: whatever is unsafe, unsteady between two renderings, or without a fallback. */
export const liquidFindings = (source: string): readonly Finding[] =>
  liquidTags(source).flatMap((tag) => [
    ...statementFindings(tag),
    ...filterFindings(tag),
    ...fallbackFindings(tag),
  ]);

const STATEMENTS = new Set(
  'if elsif else endif unless endunless case when endcase assign comment endcomment'.split(' '),
);

function statementFindings(tag: LiquidTag): readonly Finding[] {
  if (tag.kind === 'output') return [];
  const name = /^[a-z_#]*/.exec(tag.inner)?.[0] ?? '';
  if (STATEMENTS.has(name)) return [];
  return [
    {
      code: 'T051',
      what: `${tag.text} is not used in mails.`,
      mend: 'A mail knows if, unless, case, assign and comment.',
    },
  ];
}

const BANNED: Readonly<Record<string, string>> = {
  raw: 'It lets a value write HTML. Leave it out: values are escaped where they must be.',
  escape: 'Values are escaped already; twice shows &amp;amp;. Leave it out.',
  escape_once: 'Values are escaped already. Leave it out.',
  newline_to_br: 'Its <br> would be escaped. Write the lines in the template.',
  url_encode: 'It writes + for a space. Leave merged values out of addresses.',
  sample: 'It draws by chance: a retry would be another mail. Leave it out.',
};

function filterFindings(tag: LiquidTag): readonly Finding[] {
  const inner = withoutStrings(tag.inner);
  const banned = [...inner.matchAll(/\|\s*(\w+)/g)].flatMap(([, filter = '']) => {
    const why = BANNED[filter];
    return why === undefined
      ? []
      : [{ code: 'T052' as const, what: `${tag.text} uses the filter \`${filter}\`.`, mend: why }];
  });
  if (!/(['"])(now|today)\1\s*\|\s*date/.test(tag.inner)) return banned;
  return [
    ...banned,
    {
      code: 'T053',
      what: `${tag.text} asks the clock.`,
      mend: 'A retry would be another mail. Give the date as a slot.',
    },
  ];
}

/** Traits are often missing, an owner is mostly missing: whoever says their name says also what stands there instead. */
function fallbackFindings(tag: LiquidTag): readonly Finding[] {
  const value = printed(tag);
  const name = value === undefined ? undefined : /^(person|account|owner)\.\w+/.exec(value)?.[0];
  if (value === undefined || name === undefined) return [];
  if (/^[\w.]+\s*\|\s*default:\s*(['"])[^'"]+\1/.test(value)) return [];
  return [
    {
      code: 'T055',
      what: `${tag.text} has no fallback.`,
      mend: `Write {{ ${name} | default: '…' }}, the default before any other filter.`,
    },
  ];
}

/** What a tag prints or keeps for printing; a condition prints nothing. */
function printed(tag: LiquidTag): string | undefined {
  if (tag.kind === 'output') return tag.inner;
  return /^assign\s+\w+\s*=\s*(.*)$/s.exec(tag.inner)?.[1];
}

const withoutStrings = (inner: string): string => inner.replaceAll(/'[^']*'|"[^"]*"/g, "''");

/** A date that is printed as it is would be printed in the words of one machine. */
export const dateFindings = (
  source: string,
  slots: Readonly<Record<string, string>>,
): readonly Finding[] =>
  liquidTags(source).flatMap((tag) => {
    const name = /^\w+/.exec(printed(tag) ?? '')?.[0] ?? '';
    if (slots[name] !== 'Date' || /^\w+\s*\|\s*date:/.test(printed(tag) ?? '')) return [];
    return [
      {
        code: 'T059',
        what: `${tag.text} prints a date without a format.`,
        mend: `Write {{ ${name} | date: '%-d %B' }}. Hours are UTC: say so beside them.`,
      },
    ];
  });
