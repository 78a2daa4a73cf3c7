import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { header, ImportDesk, peopleMap } from '../../support/import-desk.ts';

let desk: ImportDesk;
beforeAll(async () => {
  desk = await ImportDesk.open();
});
afterEach(async () => {
  if ((await desk.count('prospects')) > 0) throw new Error('something was written');
});
afterAll(() => desk.close());

const row = 'ana@northwind.example,Ana,Pune,12,no\n';

describe('a file is refused before anything is written', () => {
  test.each([
    ['a missing column', 'E-mail,Nam,City,Size,Stop', /“Name” \(nearest: “Nam”\)/],
    ['a column twice', 'E-mail,Name,Name,City,Size,Stop', /“Name” twice/],
    ['semicolons', header.replaceAll(',', ';'), /separated by ";".*"delimiter"/],
  ])('with %s', async (_, columns, detail) => {
    const answer = await desk.refused(`${columns}\n${row}`);
    expect(answer).toMatchObject({ status: 422, code: 'missing-column' });
    expect(answer.detail).toMatch(detail);
  });

  test.each(['', '\n\n', ',,\n'])('with nothing in it', async (file) => {
    expect(await desk.refused(file)).toMatchObject({ status: 422, code: 'no-header' });
  });

  test('that is UTF-16', async () => {
    const answer = await desk.refused(Buffer.from(`\uFEFF${header}\n${row}`, 'utf16le'));
    expect(answer).toMatchObject({ status: 422, code: 'not-utf-8' });
  });

  test('that says that it is Latin-1', async () => {
    const answer = await desk.refused(
      `${header}\n${row}`,
      {},
      { 'content-type': 'text/csv; charset=latin1' },
    );
    expect(answer).toMatchObject({ status: 422, code: 'not-utf-8' });
  });

  test.each(['application/json', 'application/x-www-form-urlencoded'])(
    'that comes as %s',
    async (type) => {
      const answer = await desk.refused('{}', {}, { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, code: 'unsupported-media-type' });
      expect(answer.detail).toMatch(/text\/csv.*--data-binary/);
    },
  );

  test('the same whether the answer is told in lines or not', async () => {
    const answer = await desk.refused('E-mail\nx', {}, { accept: 'application/x-ndjson' });
    expect(answer).toMatchObject({ status: 422, code: 'missing-column' });
  });
});

describe('a map is refused with its place', () => {
  test.each([
    ['Liquid that is none', { ...peopleMap, address: '{{ row["E-mail" }}' }, /address: /],
    [
      'an unknown filter',
      { ...peopleMap, traits: { name: '{{ row.Name | shout }}' } },
      /traits\.name: .*shout/,
    ],
    [
      'what is no cell',
      { ...peopleMap, traits: { name: '{{ name }}' } },
      /traits\.name: only cells.*reads name/,
    ],
    [
      'braces in a condition',
      { ...peopleMap, suppress: [{ when: '{{ row.Stop }}', reason: 'x' }] },
      /suppress\[0\]\.when: .*without braces/,
    ],
    [
      'an unknown topic',
      { ...peopleMap, consents: [{ topics: ['tipps'], basis: 'consent', source: 'x' }] },
      /consents\[0\]\.topics: .*“tipps”.*Did you mean “tips”/,
    ],
    [
      'an unknown basis',
      { ...peopleMap, consents: [{ topics: ['tips'], basis: 'hope', source: 'x' }] },
      /consents\[0\]\.basis: “hope”/,
    ],
    ['what it must not say', { ...peopleMap, adress: 'E-mail' }, /adress/],
  ])('%s', async (_, map, detail) => {
    desk.maps.set('bad', map);
    const answer = await desk.refused(`${header}\n${row}`, { map: 'bad' });
    expect(answer).toMatchObject({ status: 422, code: 'bad-map' });
    expect(answer.detail).toMatch(detail);
  });

  test('an unknown one', async () => {
    const answer = await desk.refused(`${header}\n${row}`, { map: 'nobody' });
    expect(answer).toMatchObject({ status: 422, code: 'unknown-map' });
  });

  test('one that was sent along, and is no JSON', async () => {
    const answer = await desk.refused(
      `${header}\n${row}`,
      {},
      { 'perennial-import-map': 'no json' },
    );
    expect(answer).toMatchObject({ status: 422, code: 'bad-map' });
  });
});

describe('over the wire', () => {
  /** An upload that has begun, and is not finished. */
  function begin(): ClientRequest {
    const sending = request(`${desk.url}/v1/imports?map=people`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', accept: 'application/x-ndjson' },
    });
    sending.on('error', () => {});
    sending.write(`${header}\nana@north`);
    return sending;
  }
  const answerTo = async (sending: ClientRequest): Promise<IncomingMessage> => {
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    return answer;
  };

  test('a refusal reaches whoever is still sending', async () => {
    const sending = request(`${desk.url}/v1/imports?map=people`, { method: 'POST' });
    sending.setHeader('content-type', 'text/csv');
    sending.on('error', () => {});
    sending.write('E-mail,Nobody\n');
    const endless = setInterval(() => sending.write('x,y\n'.repeat(10_000)), 1);
    const said = await text(await answerTo(sending));
    clearInterval(endless);
    sending.destroy();
    expect(JSON.parse(said)).toMatchObject({ status: 422, code: 'missing-column' });
  });

  test('two run at a time, a third is told to wait; who breaks off makes room', async () => {
    const uploads = [begin(), begin()];
    await Promise.all(uploads.map(answerTo));
    expect(await desk.refused(`${header}\n`)).toMatchObject({ status: 503, code: 'not-ready' });
    for (const upload of uploads) upload.destroy();
    const counts = await eventually(() => desk.bring(`${header}\n`));
    expect(counts).toMatchObject({ read: 0 });
  });
});
