import { expect, test } from 'vitest';
import { enrol } from '../../simulator/entries.ts';
import type { Happening } from '../../simulator/happening.ts';
import { Life } from '../../simulator/life.ts';
import { did } from '../../simulator/news.ts';
import { say } from '../../simulator/handoffs.ts';
import { unsubscribe } from '../../simulator/unsubscribe.ts';
import { live } from '../../simulator/walk.ts';
import { sliceOf } from '../../zones/slice.ts';
import { house } from '../support/small-house.ts';
import { small } from '../support/small-journey.ts';

const DAY = 86_400_000;
const BEGINS = Date.parse('2027-01-04T09:00Z');

function lived(plan: (life: Life) => void): readonly Happening[] {
  const happenings: Happening[] = [];
  const setup = {
    house,
    versions: new Map([['v1', small]]),
    series: new Map(),
    sliceFor: (zone: string, at: number) => sliceOf(zone, at),
  };
  const life = new Life(
    setup,
    { id: 'ida', zone: 'UTC' },
    { begins: BEGINS, note: (happening) => void happenings.push(happening) },
  );
  life.at(BEGINS, (ctx) => enrol(ctx, 'small', 'list'));
  plan(life);
  live(life, BEGINS + 365 * DAY);
  return happenings;
}
const kinds = (happenings: readonly Happening[]): readonly string[] =>
  happenings.map(({ kind }) => kind);

test('whoever unsubscribes gets not one more mail, and their journey is over', () => {
  const happenings = lived((life) => {
    life.at(BEGINS + DAY, unsubscribe);
    life.at(BEGINS + 2 * DAY, unsubscribe);
    life.at(BEGINS + 3 * DAY, (ctx) => did(ctx, 'demo.requested', {}));
  });
  expect(kinds(happenings).filter((kind) => kind !== 'moved')).toEqual([
    'entered',
    'sent',
    'unsubscribed',
    'ended',
    'did',
  ]);
});

test('where sales is at work the journey goes on, without mails', () => {
  const happenings = lived((life) => {
    life.at(BEGINS + DAY, (ctx) => did(ctx, 'demo.requested', {}));
    life.at(BEGINS + DAY + 1000, (ctx) => {
      const [id = ''] = ctx.records.handoffs.keys();
      expect(say(ctx, id, { say: 'accept', rep: 'rosa' })).toBe(true);
    });
    life.at(BEGINS + 2 * DAY, unsubscribe);
    life.at(BEGINS + 9 * DAY, (ctx) => {
      const [id = ''] = ctx.records.handoffs.keys();
      expect(say(ctx, id, { say: 'lost' })).toBe(true);
    });
  });
  const after = happenings.slice(kinds(happenings).indexOf('unsubscribed'));
  expect(kinds(after)).not.toContain('sent');
  expect(after).toContainEqual(
    expect.objectContaining({ kind: 'skipped', reason: 'suppressed: unsubscribed' }),
  );
});
