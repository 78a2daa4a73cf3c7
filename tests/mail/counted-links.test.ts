import { describe, expect, test } from 'vitest';
import { type Composed, compose } from '../../mail/compose.ts';
import { linkName } from '../../mail/link-name.ts';
import { type Merge, sampleMerge } from '../../mail/merge.ts';
import type { HouseData } from '../../core/house.ts';
import { type Files, loadMail, mjmlMail, refusalsOf, text, textMail } from './mail-project.ts';

const house: Pick<HouseData, 'senders' | 'sender' | 'postal' | 'utm'> = {
  senders: { team: { name: 'The team', address: 'team@example.com' } },
  sender: 'team',
  postal: '1 Garden Row',
};
const TIPS = 'https://site.example/tips?a=1&b=2';
const click = (link: string): string => `https://mail.example/c/${link}`;
const counted = (target: string): string => click(linkName(target));

async function composed(files: Files, merge: Partial<Merge> = { click }): Promise<Composed> {
  const template = await loadMail(files, { traits: ['firstName', 'plan'] });
  return compose(template, { ...sampleMerge(template, house), ...merge });
}
const linksOf = ({ html }: Composed): string[] =>
  [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href = '']) => href);

describe('the links of a designed mail', () => {
  const body = text(`<a href="https://site.example/tips?a=1&amp;b=2">tips</a> or
    <a href="mailto:ana@example.com">ask</a> or <a href="tel:+4930123">ring</a>`);

  test('lead to us and are told with their targets, decoded', async () => {
    const mail = await composed(mjmlMail(body));
    expect(linksOf(mail)[0]).toBe(counted(TIPS));
    expect(mail.links).toEqual({ [linkName(TIPS)]: TIPS });
  });

  test('that lead to no page, or to what they may leave, stay as they are', async () => {
    const mail = await composed(mjmlMail(body));
    expect(linksOf(mail).slice(1)).toEqual([
      'mailto:ana@example.com',
      'tel:+4930123',
      'https://unsubscribe.example/u/preview',
    ]);
  });

  test('are counted in the text part too, the same target as the same link', async () => {
    const mail = await composed(mjmlMail(body));
    expect(mail.text).toContain(`tips <${counted(TIPS)}>`);
    expect(mail.text).not.toContain('site.example');
  });

  test('lead straight to their targets in a preview', async () => {
    const mail = await composed(mjmlMail(body), {});
    expect(linksOf(mail)[0]).toBe('https://site.example/tips?a=1&amp;b=2');
    expect(mail.links).toBeUndefined();
  });

  test('differ between preview and sending by nothing else', async () => {
    const [shown, sent] = [
      await composed(mjmlMail(body), {}),
      await composed(mjmlMail(body), { click }),
    ];
    const back = (part: string, target: string): string => part.replaceAll(counted(TIPS), target);
    expect(back(sent.html, TIPS.replaceAll('&', '&amp;'))).toBe(shown.html);
    expect(back(sent.text, TIPS)).toBe(shown.text);
  });

  test('in the layout’s fonts, and in comments for one mail program, are none', async () => {
    const font = '<link rel="stylesheet" href="https://fonts.example/serif.css" />';
    const raw = `<mj-raw>${font}<!--[if mso]><a href="https://site.example/outlook">x</a><![endif]--></mj-raw>`;
    const mail = await composed(mjmlMail(`${raw}${body}`));
    expect(mail.html).toContain('<a href="https://site.example/outlook">');
    expect(mail.html).toContain('href="https://fonts.example/serif.css"');
    expect(Object.values(mail.links ?? {})).toEqual([TIPS]);
  });
});

test('a text part that was typed beside a design is counted as the design is', async () => {
  const files = {
    'mail.txt': `Tips: ${TIPS}. {% if person.plan %}Or https://x.example/{% endif %}`,
  };
  const sample = { 'sample.json': { person: { plan: 'team' } } };
  const mail = await composed(mjmlMail(text('Tips.'), { ...files, ...sample }));
  expect(mail.text).toContain(`Tips: ${counted(TIPS)}. Or ${counted('https://x.example/')}`);
});

describe('a link with something merged into it', () => {
  const files = (href: string): Files =>
    mjmlMail(text(`<a href="${href}">see</a>`), {
      'sample.json': { person: { plan: 'a&b "c"' } },
    });
  const merged = "{{ person.plan | default: 'team' }}";

  test('is told with what was merged, and not as HTML has it', async () => {
    const { links } = await composed(files(`https://site.example/?p=${merged}`));
    expect(Object.values(links ?? {})).toEqual(['https://site.example/?p=a&b "c"']);
  });

  test('and conditions inside of it is one link', async () => {
    const href = 'https://site.example/{% if person.plan %}plans{% else %}all{% endif %}';
    const { links } = await composed(files(href));
    expect(Object.values(links ?? {})).toEqual(['https://site.example/plans']);
  });

  test('that a condition leaves out is no link of this mail', async () => {
    const hidden = "{% unless person.plan %}<a href='https://site.example/x'>x</a>{% endunless %}";
    const mail = mjmlMail(text(`${hidden}<a href="${TIPS}">tips</a>`), {
      'sample.json': { person: { plan: 'team' } },
    });
    expect(Object.values((await composed(mail)).links ?? {})).toEqual([TIPS]);
  });
});

describe('a mail of a person', () => {
  const body = `See ${TIPS}. {% if person.plan %}Or https://site.example/plans{% endif %}`;
  const plan = { 'sample.json': { person: { plan: 'team' } } };

  test('shows the address as it was typed; who follows it is counted, but for whoever reads text', async () => {
    const mail = await composed(textMail(body, plan));
    expect(mail.html).toContain(
      `<a href="${counted(TIPS)}">https://site.example/tips?a=1&amp;b=2</a>. `,
    );
    expect(mail.html).toContain(`<a href="${counted('https://site.example/plans')}">`);
    expect(mail.text).toContain(`See ${TIPS}. Or https://site.example/plans`);
  });

  test('whose author wants its links bare has them as they were typed', async () => {
    const about = { 'mail.json': { subject: 'A subject', links: 'bare' } };
    const mail = await composed(textMail(body, { ...plan, ...about }));
    expect(mail.html).toContain('<a href="https://site.example/tips?a=1&amp;b=2">');
    expect(mail.text).toContain(`See ${TIPS}. Or https://site.example/plans`);
    expect(mail.links).toEqual({});
  });
});

test('composed again, a mail has the same links', async () => {
  const files = mjmlMail(text(`<a href="${TIPS}">tips</a>`));
  expect(await composed(files)).toEqual(await composed(files));
});

test('nobody writes a counted link themselves', async () => {
  expect(await refusalsOf(mjmlMail(text('{% link %}https://x.example{% endlink %}')))).toEqual([
    'templates/hello/mail.mjml: {% link %} is not used in mails.',
    'templates/hello/mail.mjml: {% endlink %} is not used in mails.',
  ]);
});

describe('tags for the statistics of a site', () => {
  const utm = { domains: ['site.example'], source: 'perennial', medium: 'email' };
  const files = (about: object, href = 'https://www.site.example/tips#top'): Files =>
    mjmlMail(text(`<a href="${href}">https://www.site.example/tips</a>`), {
      'mail.json': { subject: 'A subject', preview: 'A preview', ...about },
    });
  async function target(about: object, href?: string): Promise<string> {
    const template = await loadMail(files(about, href));
    const mail = compose(template, { ...sampleMerge(template, { ...house, utm }), click });
    expect(mail.html).toContain('>https://www.site.example/tips</a>');
    return Object.values(mail.links ?? {})[0] ?? '';
  }
  const TAGS = 'utm_source=perennial&utm_medium=email';

  test('stand on its links, before the fragment, and in no visible word', async () => {
    expect(await target({})).toBe(
      `https://www.site.example/tips?${TAGS}&utm_campaign=JOURNEY%2Fhello#top`,
    );
  });

  test('say what the mail wants instead, or nothing', async () => {
    const said = { utm: { campaign: 'autumn sale', content: 'button' } };
    expect(await target(said)).toContain('utm_campaign=autumn%20sale&utm_content=button#top');
    expect(await target({ utm: false })).toBe('https://www.site.example/tips#top');
  });

  test('never take the place of one that is there, and change nothing else of it', async () => {
    const href = 'https://site.example/?q=a+b&amp;utm_source=me';
    expect(await target({}, href)).toBe(
      'https://site.example/?q=a+b&utm_source=me&utm_medium=email&utm_campaign=JOURNEY%2Fhello',
    );
  });

  test.each([
    'https://othersite.example/',
    'https://site.example.evil.test/',
    'https://x.test/?site.example',
  ])('do not stand on %s, which is not ours', async (href) => {
    expect(await target({}, href)).toBe(href);
  });

  test('are none where the house has not asked for them', async () => {
    const template = await loadMail(files({}));
    const { links } = compose(template, { ...sampleMerge(template, house), click });
    expect(Object.values(links ?? {})[0]).toBe('https://www.site.example/tips#top');
  });
});
