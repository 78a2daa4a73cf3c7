import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clickId } from '../../mail/click-id.ts';
import { linkName } from '../../mail/link-name.ts';
import { senderOf } from '../../mail/merge.ts';
import { preview } from '../../mail/preview.ts';
import { createReturnPath } from '../../mail/return-path.ts';
import { loadProject, mjmlMail, text, textMail } from '../mail/mail-project.ts';
import { startScripted } from '../mail/smtp-script.ts';
import { type Run, World } from '../store/world.ts';
import { Desk, links } from '../support/desk.ts';
import { small } from '../support/small-journey.ts';

let world: World;
beforeAll(async () => {
  world = await World.open(small);
});
afterAll(() => world.close());

const GREETING = "Hello {{ person.firstName | default: 'there' }},";
const PROJECT = {
  mails: {
    hello: mjmlMail(text(`${GREETING} <a href="https://example.com/a?b=1&amp;c=2">look</a>`)),
    story: textMail(`${GREETING}\n\nThis is a story: https://example.com/story\n\nAna\n`),
    news: textMail('News.'),
  },
};
const LOOK = linkName('https://example.com/a?b=1&c=2');
const returnPath = createReturnPath([{ id: 'k1', secret: 's'.repeat(32) }], 'bounce.example.com');

async function known(firstName: string): Promise<Run> {
  const prospect = await world.person({ traits: { firstName } });
  await world.fold();
  return world.run(await world.entered(prospect));
}
/** The bytes of these mails, as a mail server took them from the activities. */
async function sent(...asked: readonly (readonly [Run, string])[]): Promise<readonly string[]> {
  const server = await startScripted();
  const templates = await loadProject(PROJECT);
  const desk = await Desk.open(world, server.url, { templates, returnPath });
  for (const [run, at] of asked)
    expect(await desk.ask(run.asks(at, { kind: 'touch' }))).toMatchObject({ kind: 'sent' });
  return server.messages.map((raw) => raw.replaceAll('\r\n..', '\r\n.'));
}
const headersOf = (raw: string): ReadonlyMap<string, string> =>
  new Map(
    raw
      .slice(0, raw.indexOf('\r\n\r\n'))
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
  );
const differing = (one: string, two: string): readonly string[] => {
  const [a, b] = [headersOf(one), headersOf(two)];
  return [...new Set([...a.keys(), ...b.keys()])].filter((name) => a.get(name) !== b.get(name));
};
const senderIn = ({ ctx: { house } }: World) => {
  const { name, address } = senderOf({ mail: 'story' }, house);
  return { name, address };
};
/** The links of this mail, which are counted: a preview has their targets in their place. */
const linkIn = (raw: string) => (link: string) =>
  links.url('c', clickId(headersOf(raw).get('Message-ID') ?? '', link));
const words = (part = ''): string => part.replaceAll('\r\n', '\n').trimEnd();

test.each(['hello', 'story'])('what a preview shows of %s is what is sent', async (mail) => {
  const run = await known('Zoë & Söhne');
  if (mail === 'story') world.later(3);
  const [raw = ''] = await sent([run, `nurture.${mail}`]);
  const { house } = world.ctx;
  const template = (await loadProject(PROJECT)).get(mail);
  if (template === undefined) throw new Error('There is no mail.');
  const shown = preview(template, {
    person: { firstName: 'Zoë & Söhne' },
    account: { domain: 'northwind.example' },
    sender: senderOf({ mail }, house),
    fill: {},
    unsubscribe: links.url('u', run.prospect),
    preferences: links.url('p', run.prospect),
    postal: house.postal,
    click: linkIn(raw),
  });
  const got = await PostalMime.parse(raw);
  expect(got.subject).toBe(shown.subject);
  expect(words(got.text)).toBe(words(shown.text));
  expect(words(got.html)).toBe(words(shown.html));
});

test('the same mail to two people differs where it must, and nowhere else', async () => {
  const [mara, noor] = [await known('Mara'), await known('Noor')];
  const [one = '', two = ''] = await sent([mara, 'nurture.hello'], [noor, 'nurture.hello']);
  expect(differing(one, two)).toEqual(['To', 'Message-ID', 'List-Unsubscribe', 'Content-Type']);
  expect(headersOf(one).get('Content-Type')).toMatch(/^multipart\/alternative; boundary=/);
  const [a, b] = [await PostalMime.parse(one), await PostalMime.parse(two)];
  const asMara = (part = ''): string =>
    part
      .replace('Noor', 'Mara')
      .replaceAll(links.url('u', noor.prospect), links.url('u', mara.prospect))
      .replaceAll(links.url('p', noor.prospect), links.url('p', mara.prospect))
      .replaceAll(linkIn(two)(LOOK), linkIn(one)(LOOK));
  expect(asMara(b.text)).toBe(a.text);
  expect(asMara(b.html)).toBe(a.html);
});

test('two mails to one person have one sender, one list and one way out, each its own name', async () => {
  const mara = await known('Mara');
  const [one = ''] = await sent([mara, 'nurture.hello']);
  world.later(3);
  const [two = ''] = await sent([mara, 'nurture.story']);
  expect(differing(one, two)).toEqual([
    'Feedback-ID',
    'Message-ID',
    'Date',
    'List-Unsubscribe', // the address of each mail; the link is the same
    'Content-Type',
  ]);
  const link = `<${links.url('u', mara.prospect)}>`;
  for (const raw of [one, two]) expect(headersOf(raw).get('List-Unsubscribe')).toContain(link);
});

test('a text mail looks as if a person had typed it', async () => {
  const mara = await known('Mara');
  world.later(3);
  const [raw = ''] = await sent([mara, 'nurture.story']);
  const { text: said = '', html = '', from, replyTo, attachments } = await PostalMime.parse(raw);
  expect(from).toEqual(senderIn(world));
  expect(replyTo).toEqual([from]);
  expect(attachments).toEqual([]);
  expect(said).toMatch(
    /^Hello Mara,\n\nThis is a story: https:\/\/example\.com\/story\n\nAna\n\n-- \n/,
  );
  const tags = new Set([...html.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag));
  expect(tags).toEqual(new Set(['a', 'body', 'br', 'div', 'head', 'html', 'meta', 'p', 'title']));
  expect(html).not.toMatch(/background|<img|<table|class=|color:/);
  expect(headersOf(raw).has('X-Mailer')).toBe(false);
});
