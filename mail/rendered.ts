import { compose } from './compose.ts';
import type { Finding } from './liquid-rules.ts';
import { SAMPLE_SENDER } from './merge.ts';
import type { Template } from './template.ts';

const LIMIT = 100 * 1024;
const UNSUBSCRIBE = 'https://unsubscribe.example/u/sample';
const PREFERENCES = 'https://unsubscribe.example/p/sample';
const POSTAL = 'Postal address of the sample';

/** What is wrong with a mail once it is merged with its own samples: the mail as somebody would get it. */
export function renderedFindings(template: Template): readonly Finding[] {
  try {
    const { subject, html, text } = compose(template, {
      person: template.sample.person,
      account: template.sample.account ?? {},
      ...(template.sample.owner === undefined ? {} : { owner: template.sample.owner }),
      sender: SAMPLE_SENDER,
      fill: template.sample.fill,
      unsubscribe: UNSUBSCRIBE,
      preferences: PREFERENCES,
      postal: POSTAL,
    });
    return [...subjectFindings(subject), ...htmlFindings(html), ...legalFindings(text, 'text')];
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const mend = 'Mend the place that Liquid names, or the sample that it was merged with.';
    return [{ what: `Merged with its samples, the mail breaks: ${said}.`, mend }];
  }
}

function subjectFindings(subject: string): readonly Finding[] {
  if (subject === '') {
    return [
      { what: 'The subject comes out empty.', mend: 'Keep some words outside of conditions.' },
    ];
  }
  if (subject.length <= 150) return [];
  return [
    { what: 'The subject comes out longer than 150 characters.', mend: 'Shorten it; 50 are read.' },
  ];
}

function htmlFindings(html: string): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (what: string, mend: string): number => findings.push({ what, mend });
  if (Buffer.byteLength(html) > LIMIT) {
    add(
      'The HTML is over 100 KB.',
      'Gmail cuts it off there, with the unsubscribe link. Shorten it.',
    );
  }
  if (/<(script|form|iframe|object|embed)\b/i.test(html)) {
    add('The HTML has a script, form or frame.', 'Leave it out; also of the layout.');
  }
  if (!/<html[^>]*\slang="[a-z]{2}/i.test(html) || /<html[^>]*\slang="und"/i.test(html)) {
    add('The document names no language.', 'Write <mjml lang="en"> in the layout.');
  }
  if (!/<title>\s*[^<\s]/i.test(html)) {
    add('The document has no title.', 'Put [[subject]] into <mj-title> in the layout.');
  }
  for (const image of html.matchAll(/<img\b[^>]*>/gi)) {
    if (!/\salt=/.test(image[0]))
      add('A picture has no alt.', 'Give it one, alt="" if it only decorates.');
  }
  return [...findings, ...legalFindings(html, 'HTML')];
}

function legalFindings(part: string, name: string): readonly Finding[] {
  const findings: Finding[] = [];
  if (!part.includes(UNSUBSCRIBE)) {
    const mend = 'Link {{ unsubscribe }} in the layout, outside of any condition.';
    findings.push({ what: `The ${name} has no unsubscribe link.`, mend });
  }
  if (!part.includes(POSTAL)) {
    const mend = 'Write {{ postal }} in the layout, outside of any condition.';
    findings.push({ what: `The ${name} has no postal address.`, mend });
  }
  if (part.includes('{{') || part.includes('{%')) {
    const mend = 'Let samples be plain values, and tags be tags.';
    findings.push({ what: `The ${name} still has Liquid in it.`, mend });
  }
  return findings;
}
