import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claim } from '../../store/claim.ts';
import { letGo, settle } from '../../store/fence.ts';
import { only } from '../store/world.ts';
import { ApiWorld } from './api-world.ts';

const KEY = 'key-0123456789abcdef0123456789abcdef';
let api: ApiWorld;
beforeAll(async () => {
  api = await ApiWorld.open({ mailgunKey: KEY });
});
afterAll(() => api.close());

const HOUR = 3_600_000;
const signed = (token: string = randomUUID(), at = api.world.now, key = KEY) => {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  return { timestamp, token, signature };
};
const post = (event: object, signature = signed()) =>
  api.ask({
    method: 'POST',
    url: '/hooks/mailgun',
    payload: { signature, 'event-data': { id: randomUUID(), ...event } },
  });

async function mailed() {
  const run = await api.world.newcomer();
  const touch = run.asks('nurture.hello', { kind: 'touch' });
  const { token, messageId } = only(await claim(api.world.ctx, touch), 'claimed');
  await letGo(api.world.ctx, token, { subject: 'Hello', templateHash: 'abc' });
  await settle(api.world.ctx, token, { state: 'UNKNOWN', reply: '' });
  // Mailgun names Message-IDs without their brackets
  return { prospect: run.prospect, message: { headers: { 'message-id': messageId.slice(1, -1) } } };
}
const failed = (message: object, status: object, more: object = {}) => ({
  event: 'failed',
  severity: 'permanent',
  'log-level': 'error',
  recipient: 'mara@northwind.example',
  message,
  'delivery-status': status,
  ...more,
});
const NOBODY = {
  code: 550,
  'enhanced-code': '5.1.1',
  message: '5.1.1 no such user',
  'attempt-no': 1,
};
const story = async (prospect: string): Promise<string> =>
  (await api.world.story(prospect)).slice(2).join(', ');

describe('an event of Mailgun', () => {
  test('that an address is not there suppresses it', async () => {
    const { prospect, message } = await mailed();
    const response = await post(failed(message, NOBODY));
    expect([response.statusCode, response.json()]).toEqual([200, { status: 'taken' }]);
    expect(await story(prospect)).toContain(
      'bounced nurture.hello no such address, suppressed bounced',
    );
  });

  test.each([
    ['complained', {}, 'suppressed complained'],
    ['accepted', {}, 'sent nurture.hello'],
    ['delivered', {}, 'sent nurture.hello'],
    ['failed', { severity: 'temporary' }, 'sent nurture.hello'],
    ['opened', {}, 'unknown nurture.hello'],
  ])('%s %j means: %s', async (event, more, line) => {
    const { prospect, message } = await mailed();
    expect((await post({ event, message, ...more })).statusCode).toBe(200);
    expect((await story(prospect)).endsWith(line)).toBe(true);
  });

  test.each([
    [{ code: 550, message: '5.7.26 Unauthenticated email, DMARC policy' }, {}],
    [{ code: 554, message: '5.7.1 blocked using zen.spamhaus.org' }, {}],
    [{ code: 552, 'enhanced-code': '5.2.2', message: 'over quota' }, {}],
    [
      { code: 605, message: 'Not delivering to previously bounced address' },
      { reason: 'suppress-bounce' },
    ],
  ])('%j suppresses nobody', async (status, more) => {
    const { prospect, message } = await mailed();
    expect((await post(failed(message, status, more))).statusCode).toBe(200);
    expect(await story(prospect)).not.toContain('suppressed');
  });

  test('counts once, also when it is told again under another signature', async () => {
    const { prospect, message } = await mailed();
    const event = failed(message, { code: 552, message: 'over quota' }, { id: 'once' });
    await post(event);
    expect((await post(event)).json()).toEqual({ status: 'known' });
    expect((await story(prospect)).match(/bounced/g)).toHaveLength(1);
  });

  test('about a mail that is none of ours changes nothing', async () => {
    const message = { headers: { 'message-id': `${'f'.repeat(40)}@perennial.example` } };
    expect((await post(failed(message, NOBODY))).json()).toEqual({ status: 'stranger' });
    expect((await post({ event: 'complained' })).json()).toEqual({ status: 'stranger' });
  });
});

describe('what Mailgun did not sign', () => {
  test.each([
    ['with another key', () => signed(randomUUID(), api.world.now, 'another key')],
    ['yesterday', () => signed(randomUUID(), api.world.now - 25 * HOUR)],
    ['tomorrow', () => signed(randomUUID(), api.world.now + HOUR)],
    ['with nothing', () => ({ ...signed(), signature: '' })],
    ['for another token', () => ({ ...signed(), token: 'other' })],
  ])('is refused: signed %s', async (_, signature) => {
    const { prospect, message } = await mailed();
    expect((await post(failed(message, NOBODY), signature())).statusCode).toBe(401);
    expect(await story(prospect)).not.toContain('suppressed');
  });

  test('is refused where a signature of another event is borrowed', async () => {
    const [one, other] = [await mailed(), await mailed()];
    const borrowed = signed();
    await post({ event: 'delivered', message: one.message }, borrowed);
    expect((await post(failed(other.message, NOBODY), borrowed)).json()).toEqual({
      status: 'known',
    });
    expect(await story(other.prospect)).not.toContain('suppressed');
  });

  test('is not even heard where there is no key', async () => {
    const deaf = await ApiWorld.open();
    const payload = { signature: signed(), 'event-data': { id: 'x', event: 'delivered' } };
    const response = await deaf.ask({ method: 'POST', url: '/hooks/mailgun', payload });
    await deaf.close();
    expect(response.statusCode).toBe(404);
  });
});
