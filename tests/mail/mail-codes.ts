import type { MailCode } from '../../core/check/codes.ts';
import type { Known } from '../../mail/templates.ts';
import {
  type Files,
  LAYOUT,
  mjmlMail,
  type Project,
  section,
  text,
  textMail,
} from './mail-project.ts';

/** A project that is refused for one thing alone, and its twin, as like it as can be, that is not. */
export type Twins = Readonly<{ fails: Project; passes: Project; known?: Known }>;

const hello = (files: Files): Project => ({ mails: { hello: files } });
const body = (mjml: string): Project => hello(mjmlMail(mjml));
const typed = (words: string, files: Files = {}): Project => hello(textMail(words, files));
const linked = (href: string): Project => body(text(`<a href="${href}">x</a>`));
const laid = (layout: string): Project => ({ ...body(text('Hello')), layout });
const subject = (words: string): Project => typed('Hello', { 'mail.json': { subject: words } });
const filled = (words: string, fill: object): Project => typed(words, { 'sample.json': { fill } });
const picture = (attributes: string): string =>
  section(`<mj-image ${attributes} src="https://example.com/x.png" /><mj-text>x</mj-text>`);

const GERMAN = { 'de/mail.json': { subject: 'Ein Betreff' }, 'de/mail.txt': 'Hallo' };
const german = (words: string, layouts: Files = LAYOUT_DE): Project => ({
  mails: { hello: textMail('Hello', { ...GERMAN, 'de/mail.txt': words }), '.': layouts },
});
const LAYOUT_DE = { '_layout.de.txt': '[[content]]\n\n-- \n{{ unsubscribe }}\n{{ postal }}\n' };
const withPart = (include: string): Project => ({
  mails: { hello: mjmlMail(section(include)), _parts: { 'cta.mjml': '<mj-text>Go</mj-text>' } },
});

/** Each code that a mail can be refused for; T002 is about no mail. */
export const mailCodes: Readonly<Record<Exclude<MailCode, 'T002'>, Twins>> = {
  T001: { fails: hello({ 'mail.json': { subject: 'x' } }), passes: typed('Hello') },
  T003: { fails: laid(LAYOUT.replace('[[preview]]', '')), passes: laid(LAYOUT) },
  T004: {
    fails: withPart('<mj-include path="../_parts/cat.mjml" />'),
    passes: withPart('<mj-include path="../_parts/cta.mjml" />'),
  },
  T010: {
    fails: body(section('<mj-text colour="red">x</mj-text>')),
    passes: body(section('<mj-text color="red">x</mj-text>')),
  },
  T011: { fails: body(section('<mj-text><p>x</mj-text>')), passes: body(text('x')) },
  T012: {
    fails: body(`${text('a')}{% if person.vip %}${text('b')}{% endif %}`),
    passes: body(`${text('a')}${text('{% if person.vip %}b{% endif %}')}`),
  },
  T013: { fails: body(text('<form>x</form>')), passes: body(text('<em>x</em>')) },
  T014: { fails: body(picture('')), passes: body(picture('alt=""')) },
  T020: { fails: linked(''), passes: linked('https://example.com/') },
  T021: { fails: typed('See http://example.com/'), passes: typed('See https://example.com/') },
  T022: { fails: linked('javascript:alert(1)'), passes: linked('mailto:ana@example.com') },
  T023: { fails: linked('/pricing'), passes: linked('https://example.com/pricing') },
  T024: {
    fails: linked("{{ account.domain | default: 'example.com' }}/x"),
    passes: linked("https://example.com/{{ account.domain | default: 'x' }}"),
  },
  T030: { fails: subject('One\nBcc: x@example.com'), passes: subject('One, Bcc: x@example.com') },
  T031: { fails: subject('x'.repeat(151)), passes: subject('x'.repeat(150)) },
  T032: {
    fails: hello(mjmlMail(text('x'), { 'mail.json': { subject: 'x' } })),
    passes: hello(mjmlMail(text('x'), { 'mail.json': { subject: 'x', preview: 'y' } })),
  },
  T033: { fails: typed(' '), passes: typed('x') },
  T034: { fails: body(text('Hello '.repeat(18_000))), passes: body(text('Hello '.repeat(15_000))) },
  T035: { fails: laid(LAYOUT.replace(' lang="en"', '')), passes: laid(LAYOUT) },
  T036: {
    fails: laid(LAYOUT.replace('<mj-title>[[subject]]</mj-title>', '<!-- [[subject]] -->')),
    passes: laid(LAYOUT),
  },
  T040: {
    fails: { ...typed('Hello'), textLayout: '[[content]]\n\n-- \n{{ postal }}\n' },
    passes: typed('Hello'),
  },
  T041: {
    fails: { ...typed('Hello'), textLayout: '[[content]]\n\n-- \n{{ unsubscribe }}\n' },
    passes: typed('Hello'),
  },
  T042: {
    fails: filled('{{ title }}', { title: '{{ name }}' }),
    passes: filled('{{ title }}', { title: 'name' }),
  },
  T043: {
    fails: typed('Please confirm.'),
    passes: typed('Please confirm: {{ confirm }}'),
    known: { confirms: ['hello'] },
  },
  T050: { fails: typed('{{ sender.name'), passes: typed('{{ sender.name }}') },
  T051: {
    fails: typed('{% capture x %}y{% endcapture %}z'),
    passes: typed("{% assign x = 'y' %}z"),
  },
  T052: { fails: typed('{{ sender.name | raw }}'), passes: typed('{{ sender.name | upcase }}') },
  T053: {
    fails: typed("{{ 'now' | date: '%Y' }}"),
    passes: filled("{{ on | date: '%Y' }}", { on: '2027-01-01T10:00:00Z' }),
  },
  T054: { fails: typed('{{ sender.phone }}'), passes: typed('{{ sender.name }}') },
  T055: {
    fails: typed('{{ person.firstName }}'),
    passes: typed("{{ person.firstName | default: 'there' }}"),
  },
  T056: { fails: filled('{{ title }}', {}), passes: filled('{{ title }}', { title: 'x' }) },
  T057: {
    fails: { mails: { 'notes/01-a': textMail('{{ title }}') } },
    passes: { mails: { 'notes/01-a': textMail('A title') } },
  },
  T058: { fails: german('Hallo {{ titel }}'), passes: german('Hallo') },
  T059: {
    fails: filled('{{ on }}', { on: '2027-01-01T10:00:00Z' }),
    passes: filled("{{ on | date: '%d' }}", { on: '2027-01-01T10:00:00Z' }),
  },
  T060: {
    fails: typed('x', { 'mail.json': { subject: 'x', from: 'bob' } }),
    passes: typed('x', { 'mail.json': { subject: 'x', from: 'ana' } }),
    known: { senders: ['ana'] },
  },
  T061: { fails: german('Hallo'), passes: typed('Hello'), known: { traits: ['firstName'] } },
  T062: {
    fails: typed('x', { 'mail.json': { subject: 'x', utm: { campaign: 'autumn' } } }),
    passes: typed('x', { 'mail.json': { subject: 'x', utm: false } }),
    known: { utm: false },
  },
};
