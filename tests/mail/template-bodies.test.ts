import { describe, expect, test } from 'vitest';
import {
  LAYOUT,
  mjmlMail,
  problemsOf,
  refusals,
  refusalsOf,
  section,
  text,
  textMail,
} from './mail-project.ts';

const BODY = 'templates/hello/mail.mjml';

describe('Liquid is refused', () => {
  test.each(['raw', 'escape', 'escape_once', 'newline_to_br', 'url_encode', 'sample'])(
    'with the filter %s',
    async (filter) => {
      const tag = `{{ 'x' | ${filter} }}`;
      expect(await refusalsOf(mjmlMail(text(tag)))).toEqual([
        `${BODY}: ${tag} uses the filter \`${filter}\`.`,
      ]);
    },
  );

  test.each(["{{ 'now' | date: '%Y' }}", '{{ "today" | date: "%Y" }}'])(
    'when it asks the clock: %s',
    async (tag) => {
      expect(await refusalsOf(mjmlMail(text(tag)))).toEqual([`${BODY}: ${tag} asks the clock.`]);
    },
  );

  test.each(['for x in (1..3)', 'include "x"', 'render "x"', 'capture x', 'raw'])(
    'for a statement that mails do not use: %s',
    async (statement) => {
      const [name = ''] = statement.split(' ');
      const end = /for|capture|raw/.test(name) ? `{% end${name} %}` : '';
      const said = await refusalsOf(textMail(`a {% ${statement} %} b ${end}`));
      expect(said[0]).toMatch(/is not used in mails|Liquid: /);
    },
  );

  test.each(['{{ title', '{% if title %}x', '{{ title | nosuchfilter }}'])(
    'when it cannot be read: %s',
    async (broken) => {
      const said = await refusalsOf(mjmlMail(text(broken)));
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(`${BODY}: Liquid: `);
    },
  );
});

describe('MJML is refused', () => {
  const of = (body: string): Promise<readonly string[]> => refusalsOf(mjmlMail(body));

  test('for an element or an attribute that it does not have, by the line of the file', async () => {
    const said = await of(
      '<mj-section>\n<mj-column>\n<mj-text colour="red">x</mj-text>\n</mj-column></mj-section>',
    );
    expect(said).toEqual([`${BODY}: line 3: <mj-text>: Attribute colour is illegal.`]);
    expect((await of('<mj-section><mj-foo></mj-foo></mj-section>'))[0]).toContain(
      'line 1: <mj-foo>',
    );
  });

  test('when an element is not closed, which MJML passes over in silence', async () => {
    expect(await of('<mj-section>\n<mj-column>\n<mj-text>x</mj-column></mj-section>')).toEqual([
      `${BODY}: line 3: <mj-text> is not closed.`,
    ]);
    expect(await of(`${text('x')}<mj-section>`)).toEqual([
      `${BODY}: line 1: <mj-section> is not closed.`,
    ]);
    expect(await of(`${text('x')}</mj-column>`)).toEqual([
      `${BODY}: line 1: </mj-column> closes nothing.`,
    ]);
  });

  test('when a condition stands where MJML drops it', async () => {
    const files = mjmlMail(`${text('a')}{% if vip %}${text('b')}{% endif %}`, {
      'sample.json': { fill: { vip: true } },
    });
    expect(await refusalsOf(files)).toEqual(
      expect.arrayContaining([
        `${BODY}: MJML drops {% if vip %} where it stands.`,
        `${BODY}: MJML drops {% endif %} where it stands.`,
      ]),
    );
  });

  test('when it is a whole document: the layout has the rest', async () => {
    expect(await of(LAYOUT)).toEqual([`${BODY}: The body does not begin with a section.`]);
  });

  test.each(['script', 'form', 'iframe'])('for <%s>', async (element) => {
    expect(await of(section(`<mj-text><${element}></${element}></mj-text>`))).toEqual([
      `${BODY}: line 1: <${element}> does not belong in a mail.`,
    ]);
  });

  test('for a picture without alt', async () => {
    const said = await of(
      section('<mj-image src="https://example.com/x.png" /><mj-text>x</mj-text>'),
    );
    expect(said).toEqual([`${BODY}: line 1: <mj-image> has no alt.`]);
    expect(
      await of(section('<mj-image alt="" src="https://example.com/x.png" /><mj-text>x</mj-text>')),
    ).toEqual([]);
  });
});

describe('a link is refused', () => {
  const sample = { 'sample.json': { fill: { to: 'x' } } };
  test.each([
    ['http://example.com/', 'is not encrypted'],
    ['javascript:alert(1)', 'has a scheme that mails do not use'],
    ['java&#115;cript:alert(1)', 'has a scheme that mails do not use'],
    ['java\tscript:alert(1)', 'has a scheme that mails do not use'],
    ['data:text/html,x', 'has a scheme that mails do not use'],
    ['/pricing', 'is relative, and a mail has no page to be relative to'],
    ['//example.com/', 'is relative, and a mail has no page to be relative to'],
    ['', 'leads nowhere'],
    ['{{ to }}', 'begins with a merged value, so that data decides where it leads'],
    [' {{ to }}/x', 'begins with a merged value, so that data decides where it leads'],
    ['https://{{ to }}/x', 'has a host that is not spelled out'],
    ['https://example.com{{ to }}/x', 'has a host that is not spelled out'],
    ['https://example.com@evil.example/', 'has a host that is not spelled out'],
  ])('to "%s"', async (href, why) => {
    const said = await refusalsOf(mjmlMail(text(`{{ to }} <a href="${href}">x</a>`), sample));
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(why);
  });

  test('in a button and in a picture as well', async () => {
    const body = section(
      '<mj-button href="/a">a</mj-button><mj-image alt="b" src="http://example.com/b.png" />',
    );
    expect(await refusalsOf(mjmlMail(body))).toHaveLength(2);
  });

  test('in a text, when it is not encrypted', async () => {
    expect(await refusalsOf(textMail('See http://example.com/ there'))).toHaveLength(1);
  });

  test.each([
    'https://example.com/a?b=c&amp;d={{ to }}#e',
    'mailto:ana@example.com',
    'tel:+49-30-1',
  ])('but not to %s', async (href) => {
    expect(await refusalsOf(mjmlMail(text(`{{ to }} <a href="${href}">x</a>`), sample))).toEqual(
      [],
    );
  });
});

describe('as it comes out, a mail is refused', () => {
  const of = (layout: string): Promise<readonly string[]> =>
    refusals({ mails: { hello: mjmlMail(text('Hello')) }, layout });

  test('without an unsubscribe link in both parts', async () => {
    expect(await of(LAYOUT.replace('{{ unsubscribe }}', 'https://example.com/'))).toEqual([
      `${BODY}: The HTML has no unsubscribe link.`,
      `${BODY}: The text has no unsubscribe link.`,
    ]);
  });

  test('without the postal address in both parts', async () => {
    expect(await of(LAYOUT.replace('{{ postal }}', ''))).toEqual([
      `${BODY}: The HTML has no postal address.`,
      `${BODY}: The text has no postal address.`,
    ]);
    const textLayout = '[[content]]\n\n{{ unsubscribe }}\n';
    expect(await refusals({ mails: { hello: textMail('Hello') }, textLayout })).toEqual([
      'templates/hello/mail.txt: The HTML has no postal address.',
      'templates/hello/mail.txt: The text has no postal address.',
    ]);
  });

  test('without a language', async () => {
    expect(await of(LAYOUT.replace(' lang="en"', ''))).toEqual([
      `${BODY}: The document names no language.`,
    ]);
  });

  test('when the layout does not take its content', async () => {
    expect(await of(LAYOUT.replace('[[preview]]', ''))).toEqual([
      'templates/_layout.mjml: The layout does not say [[preview]] once.',
    ]);
    expect(await refusals({ mails: { hello: textMail('x') }, textLayout: '' })).toEqual([
      'templates/_layout.txt: The file is missing.',
    ]);
    expect(await refusals({ mails: { hello: textMail('x') }, textLayout: 'x' })).toEqual([
      'templates/_layout.txt: It does not say [[content]] once.',
    ]);
  });

  test('without a way to leave for somebody of whom nothing is known', async () => {
    const textLayout = `[[content]]\n\n-- \n{% if person.firstName %}{{ unsubscribe }}{% endif %}\n{{ postal }}\n`;
    const sample = { 'sample.json': { person: { firstName: 'Mara' } } };
    expect(await refusals({ mails: { hello: textMail('Hello', sample) }, textLayout })).toEqual([
      'templates/hello/mail.txt: The HTML has no unsubscribe link.',
      'templates/hello/mail.txt: The text has no unsubscribe link.',
    ]);
  });

  test('over 102 KB, where Gmail cuts it off; just below, it is only told', async () => {
    const long = (times: number) => mjmlMail(text('Hello '.repeat(times)));
    expect(await refusalsOf(long(18_000))).toEqual([`${BODY}: The HTML is over 102 KB.`]);
    expect(await refusalsOf(long(16_400))).toEqual([]);
    expect(await problemsOf({ mails: { hello: long(16_400) } })).toMatchObject([
      { code: 'T034', warning: true, what: 'The HTML is over 100 KB, and 102 are the end.' },
    ]);
  });
});

test('a mail without words is refused: its text part would be empty', async () => {
  const picture = section('<mj-image alt="A picture" src="https://example.com/x.png" />');
  expect(await refusalsOf(mjmlMail(picture))).toEqual([`${BODY}: The mail has no words.`]);
  expect(await refusalsOf(textMail(' '))).toEqual([
    'templates/hello/mail.txt: The mail has no words.',
  ]);
});
