import type { MailCode } from '../core/check/codes.ts';
import type { SourceFile } from './include.ts';
import { beginsMerged, mask } from './liquid-tags.ts';
import type { Finding } from './problems.ts';

const HREF = /\s(href|src|background)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;
/** The links that we write ourselves. */
const OURS = ['{{ unsubscribe }}', '{{ preferences }}', '{{ confirm }}'];
/** A literal host, and nothing merged before its end. */
const FINE =
  /^(https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#][^\s]*)?|mailto:[^\s\uE000@]+@[^\s\uE000]+|tel:\+?[\d-]+)$/i;

/** Links of compiled HTML that must not go out, each told of the file that says it. Liquid tags may stand anywhere. */
export function linkFindings(html: string, sources: readonly SourceFile[]): readonly Finding[] {
  const masked = mask(html);
  const links = [...masked.text.matchAll(HREF)].map((m) => m[2] ?? m[3] ?? m[4] ?? '');
  return [...new Set(links)].flatMap((written) => {
    const link = decoded(written);
    if (OURS.includes(masked.unmask(link))) return [];
    const says = sources.find(({ text }) => text.includes(`"${masked.unmask(written)}"`));
    return findingOf(link, masked.unmask(link)).map((finding) => ({
      ...finding,
      ...(says && { file: says.file }),
    }));
  });
}

/** The same for the links of a text: only whole https addresses become links, so http is all that can go wrong. */
export const textLinkFindings = (text: string): readonly Finding[] =>
  [...new Set(mask(text).text.match(/\bhttp:\/\/[^\s]+/g))].flatMap((link) =>
    findingOf(link, link),
  );

function findingOf(link: string, shown: string): readonly Finding[] {
  if (FINE.test(link)) return [];
  const [code, why] = whyNot(link);
  return [{ code, what: `The link "${shown}" ${why}.`, mend: MEND }];
}

const MEND =
  'Write a whole https:// address with its host spelled out; {{ unsubscribe }} and {{ preferences }} are the only links that are filled in.';

function whyNot(link: string): readonly [code: MailCode, why: string] {
  if (link.trim() === '') return ['T020', 'leads nowhere'];
  if (beginsMerged(link))
    return ['T024', 'begins with a merged value, so that data decides where it leads'];
  if (/^http:/i.test(link)) return ['T021', 'is not encrypted'];
  if (/^https:/i.test(link)) return ['T024', 'has a host that is not spelled out'];
  if (/^[a-z][a-z0-9+.-]*:/i.test(link)) return ['T022', 'has a scheme that mails do not use'];
  return ['T023', 'is relative, and a mail has no page to be relative to'];
}

/** Entities and control characters hide a scheme from a reader, not from a mail program. */
function decoded(link: string): string {
  return link
    .replaceAll(/&#x([0-9a-f]+);?/gi, (_, code: string) => characterOf(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);?/g, (_, code: string) => characterOf(Number(code)))
    .replaceAll('&amp;', '&')
    .replaceAll(/[\p{Cc} ]/gu, '');
}

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
