import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApiWorld } from './api-world.ts';
import { notes } from '../store/knowing-journeys.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open();
});
afterAll(() => api.close());

const consents = [{ topic: 'tips', basis: 'consent', source: 'form' }];
type Put = { id: string; created: boolean };

describe('telling us of somebody', () => {
  test('makes them once: the same address is the same person', async () => {
    const first = await api.post('/v1/prospects', { email: 'Ana@Northwind.example', consents });
    expect([first.statusCode, first.json<Put>().created]).toEqual([201, true]);
    const again = await api.post('/v1/prospects', { email: ' ana@northwind.EXAMPLE ' });
    expect([again.statusCode, again.json()]).toEqual([
      200,
      { id: first.json<Put>().id, created: false },
    ]);
  });

  test('what was said is what is known, once the fold has seen it', async () => {
    const body = {
      email: 'bo@northwind.example',
      traits: { role: 'buyer', employees: 120 },
      consents: [{ ...consents[0], at: '2026-01-02T03:04:05Z', expiresAt: '2028-01-02' }],
      zone: 'Europe/Lisbon',
    };
    const { id } = (await api.post('/v1/prospects', body)).json<Put>();
    await api.world.fold();
    const known = await api.get(`/v1/prospects/${id}`);
    expect(known.json()).toEqual({
      id,
      erasedAt: null,
      taken: null,
      email: 'bo@northwind.example',
      zone: 'Europe/Lisbon',
      account: 'northwind.example',
      traits: { role: 'buyer', employees: 120 },
      consents: [
        {
          topic: 'tips',
          basis: 'consent',
          source: 'form',
          at: '2026-01-02T03:04:05.000Z',
          expiresAt: '2028-01-02T00:00:00.000Z',
          withdrawnAt: null,
          pendingUntil: null,
        },
      ],
      suppressed: null,
      restUntil: null,
      entries: [],
      createdAt: '2026-06-01T09:00:00.000Z',
    });
    const found = await api.get('/v1/prospects?email=BO@northwind.example');
    expect(found.json()).toEqual(known.json());
  });

  test('with a reason to suppress them nobody writes to them', async () => {
    const body = { email: 'cy@northwind.example', consents, suppress: { reason: 'bounced' } };
    const { id } = (await api.post('/v1/prospects', body)).json<Put>();
    const { suppressed } = (await api.get(`/v1/prospects/${id}`)).json<{ suppressed: object }>();
    expect(suppressed).toMatchObject({ reason: 'bounced', source: 'api' });
    const enrol = await api.post(`/v1/prospects/${id}/enrol`, { journey: 'small' });
    expect(enrol.json()).toMatchObject({ code: 'not-mailable' });
  });
});

describe('journeys', () => {
  test('somebody is enrolled once, however often it is asked', async () => {
    const id = await api.world.person();
    const enrol = () => api.post(`/v1/prospects/${id}/enrol`, { journey: 'small' });
    const { entry } = (await enrol()).json<{ entry: string }>();
    expect((await enrol()).json()).toEqual({ entry, status: 'already' });
    const { entries } = (await api.get(`/v1/prospects/${id}`)).json<{ entries: object[] }>();
    expect(entries).toEqual([
      expect.objectContaining({ id: entry, journey: 'small', stage: 'nurture', by: 'list' }),
    ]);
  });

  test('everybody who may be mailed is enrolled, and the others are counted', async () => {
    const own = await ApiWorld.open();
    await own.world.person();
    await own.world.person();
    await own.world.person({ consents: [] });
    await own.world.person({ suppress: { reason: 'bounced' } });
    const enrol = () => own.post('/v1/enrol', { journey: 'small', all: true });
    const rest = { suppressed: 1, withoutConsent: 1, refused: 0 };
    expect((await enrol()).json()).toEqual({ enrolled: 2, already: 0, ...rest });
    expect((await enrol()).json()).toEqual({ enrolled: 0, already: 2, ...rest });
    await own.close();
  });

  test('leaving ends what is open; leaving again ends nothing', async () => {
    const id = await api.world.person();
    const entry = await api.world.entered(id);
    const leave = () => api.post(`/v1/prospects/${id}/leave`, { reason: 'competitor' });
    expect((await leave()).json()).toEqual({ closed: [entry] });
    expect((await leave()).json()).toEqual({ closed: [] });
  });

  test('repair says whether there was anything to repair', async () => {
    const id = await api.world.person();
    const entry = await api.world.entered(id);
    const repair = async () => (await api.post(`/v1/prospects/${id}/repair`)).json<object>();
    expect(await repair()).toEqual({ repaired: false });
    const { db } = api.world.ctx;
    await db
      .updateTable('positions')
      .set({ faulted: 'circle' })
      .where('entry', '=', entry)
      .execute();
    expect(await repair()).toEqual({ repaired: true });
  });
});

describe('explain', () => {
  test('tells the story in order, each line as a sentence, with what is known now', async () => {
    const { run, handoff } = await api.offered();
    await api.post(`/v1/handoffs/${handoff.id}/reject`, { rep: 'rosa', reason: 'not-ready' });
    const explained = (await api.get(`/v1/prospects/${run.prospect}/explain`)).json<{
      positions: { facts: { sentence: string }[] }[];
      story: { says: string; kind: string; at: string }[];
    }>();
    expect(explained.positions).toEqual([
      expect.objectContaining({ entry: run.entry, journey: 'small', status: 'speaking' }),
    ]);
    expect(explained.story.map(({ says }) => says)).toEqual([
      'May be mailed about tips (consent, form).',
      'Entered “small”, from a list.',
      'Came to handoff (offer).',
      'Was offered to new-business.',
      'rosa rejected them: not-ready.',
    ]);
  });

  test('accounts for each score, in lines that sum exactly to it', async () => {
    const { world } = api;
    await world.publish(notes);
    const prospect = await world.person({ traits: { role: 'buyer' } });
    await world.entered(prospect, 'notes');
    await world.did(prospect, 'pricing.viewed');
    world.later(3);
    const { scores } = (await api.get(`/v1/prospects/${prospect}/explain`)).json<{
      scores: { axis: string; milli: number; lines: { milli: number; sentence: string }[] }[];
    }>();
    expect(scores.map(({ axis }) => axis)).toEqual(['fit', 'intent']);
    for (const { milli, lines } of scores)
      expect(lines.reduce((sum, line) => sum + line.milli, 0)).toBe(milli);
    expect(scores[1]?.lines.map(({ sentence }) => sentence)).toContain('did pricing.viewed');
    expect(scores[1]?.lines.at(-1)).toMatchObject({ kind: 'faded', sentence: null });
    world.later(-3);
  });

  test('has no scores of whoever is in a journey that asks for none', async () => {
    const { prospect } = await api.world.newcomer();
    expect((await api.get(`/v1/prospects/${prospect}/explain`)).json()).toMatchObject({
      scores: [],
    });
  });
});

describe('holds', () => {
  test('one hold stops everything until it is released', async () => {
    const place = () => api.post('/v1/holds', { reason: 'wrong price in a mail', by: 'ana' });
    const { id } = (await place()).json<{ id: string }>();
    expect((await place()).json()).toEqual({ id, already: true });
    expect((await api.get('/v1/holds')).json()).toEqual({
      holds: [
        {
          id,
          scope: 'all',
          of: null,
          reason: 'wrong price in a mail',
          by: 'ana',
          placedAt: '2026-06-01T09:00:00.000Z',
          releasedAt: null,
        },
      ],
    });
    const release = () => api.post(`/v1/holds/${id}/release`, { by: 'ana' });
    expect((await release()).json()).toEqual({ released: true });
    const nameless = await api.post(`/v1/holds/${id}/release`);
    expect(nameless.json()).toEqual({ released: false });
    expect((await api.get('/v1/holds')).json()).toMatchObject({
      holds: [{ id, releasedAt: '2026-06-01T09:00:00.000Z' }],
    });
  });
});

describe('reports', () => {
  test('stages are told with who is there and how many went on', async () => {
    const own = await ApiWorld.open();
    const id = await own.world.person();
    await own.world.entered(id);
    const { journeys } = (await own.get('/v1/reports/stages')).json<{ journeys: object[] }>();
    expect(journeys).toEqual([
      {
        journey: 'small',
        open: 1,
        entered: 1,
        stages: [
          {
            stage: 'nurture',
            speaking: 1,
            parked: 0,
            wanting: 0,
            faulted: 0,
            entered: 1,
            next: [],
            ended: [],
          },
        ],
      },
    ]);
    await own.close();
  });
});
