import { type Composed, compose } from './compose.ts';
import type { Merge } from './merge.ts';
import { SAMPLE_SENDER } from './merge.ts';
import type { Finding } from './problems.ts';
import { mergedSubjectFindings } from './subject.ts';
import type { Template } from './template.ts';

const KB = 1024;
/** Where Gmail cuts a mail off. */
const LIMIT = 102 * KB;
/** What is near to it: a longer name, a longer link, and it is there. */
const NEAR = 100 * KB;
const UNSUBSCRIBE = 'https://unsubscribe.example/u/sample';
const PREFERENCES = 'https://unsubscribe.example/p/sample';
const CONFIRM = 'https://unsubscribe.example/o/sample';
const POSTAL = 'Postal address of the sample';
/** As long as a counted link is: each of them is longer than what the author wrote. */
const counted = (link: string): string =>
  `https://links.example/c/k1.${link.padEnd(35, '0')}.${'0'.repeat(32)}`;

/** What is wrong with a mail once it is merged, with its own samples and of somebody of whom nothing is known: as somebody would get it. */
export function renderedFindings(template: Template, asksToConfirm?: boolean): readonly Finding[] {
  if (asksToConfirm === true && Object.keys(template.slots).length > 0) return [SLOTS];
  try {
    const { person, account = {}, owner } = template.sample;
    const known = { person, account, ...(owner === undefined ? {} : { owner }) };
    const said = [known, { person: {}, account: {} }].flatMap((whom) => {
      const composed = compose(template, mergeOf(template, whom));
      return [...composedFindings(composed), ...confirmFindings(composed, asksToConfirm)];
    });
    return [...new Map(said.map((finding) => [finding.what, finding])).values()];
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const mend = 'Mend the place that Liquid names, or the sample that it was merged with.';
    const what = `Merged with its samples, the mail breaks: ${said}.`;
    return [{ code: 'T050', what, mend }];
  }
}

const SLOTS: Finding = {
  code: 'T043',
  what: 'A topic asks by this mail for a confirmation, and it has slots: nobody would fill them.',
  mend: 'Write it without.',
};

const mergeOf = (
  { sample }: Template,
  whom: Pick<Merge, 'person' | 'account' | 'owner'>,
): Merge => ({
  ...whom,
  sender: SAMPLE_SENDER,
  fill: sample.fill,
  unsubscribe: UNSUBSCRIBE,
  preferences: PREFERENCES,
  confirm: CONFIRM,
  postal: POSTAL,
  click: counted,
});

const composedFindings = ({ subject, html, text }: Composed): readonly Finding[] => [
  ...mergedSubjectFindings(subject),
  ...sizeFindings(Buffer.byteLength(html)),
  ...documentFindings(html),
  ...legalFindings(html, 'HTML'),
  ...legalFindings(text, 'text'),
];

function sizeFindings(bytes: number): readonly Finding[] {
  const mend = 'Gmail cuts it off there, with the unsubscribe link. Shorten it.';
  if (bytes > LIMIT) return [{ code: 'T034', what: 'The HTML is over 102 KB.', mend }];
  if (bytes <= NEAR) return [];
  const what = 'The HTML is over 100 KB, and 102 are the end.';
  return [{ code: 'T034', what, mend, warning: true }];
}

function documentFindings(html: string): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (code: Finding['code'], what: string, mend: string): number =>
    findings.push({ code, what, mend });
  if (/<(script|form|iframe|object|embed)\b/i.test(html)) {
    add('T013', 'The HTML has a script, form or frame.', 'Leave it out; also of the layout.');
  }
  if (!/<html[^>]*\slang="[a-z]{2}/i.test(html) || /<html[^>]*\slang="und"/i.test(html)) {
    add('T035', 'The document names no language.', 'Write <mjml lang="en"> in the layout.');
  }
  if (!/<title>\s*[^<\s]/i.test(html)) {
    add('T036', 'The document has no title.', 'Put [[subject]] into <mj-title> in the layout.');
  }
  for (const image of html.matchAll(/<img\b[^>]*>/gi)) {
    if (!/\salt=/.test(image[0]))
      add('T014', 'A picture has no alt.', 'Give it one, alt="" if it only decorates.');
  }
  return findings;
}

/** `asked`: whether a topic of the house names the mail for that; unknown where there is no house. */
function confirmFindings({ html, text }: Composed, asked: boolean | undefined): readonly Finding[] {
  const has = [html, text].map((part) => part.includes(CONFIRM));
  if (asked === true && !has.every(Boolean)) {
    const mend = 'Link {{ confirm }} in it, outside of any condition.';
    const what = 'A topic asks by this mail for a confirmation, and it has no link for that.';
    return [{ code: 'T043', what, mend }];
  }
  if (asked !== false || !has.some(Boolean)) return [];
  const mend =
    "Name the mail in a topic of the house, as in confirm: 'please-confirm', or take the link out.";
  return [{ code: 'T043', what: 'It links {{ confirm }}, and no topic asks by it.', mend }];
}

function legalFindings(part: string, name: string): readonly Finding[] {
  const findings: Finding[] = [];
  if (!part.includes(UNSUBSCRIBE)) {
    const mend = 'Link {{ unsubscribe }} in the layout, outside of any condition.';
    findings.push({ code: 'T040', what: `The ${name} has no unsubscribe link.`, mend });
  }
  if (!part.includes(POSTAL)) {
    const mend = 'Write {{ postal }} in the layout, outside of any condition.';
    findings.push({ code: 'T041', what: `The ${name} has no postal address.`, mend });
  }
  if (part.includes('{{') || part.includes('{%')) {
    const mend = 'Let samples be plain values, and tags be tags.';
    findings.push({ code: 'T042', what: `The ${name} still has Liquid in it.`, mend });
  }
  return findings;
}
