import { expect, test } from 'vitest';
import { trial } from '../../journeys/trial.ts';
import type { house } from '../../journeys/house.ts';
import { rehearse } from '../../testing/rehearse.ts';
import type { Mails, Series } from '../../templates/mails.gen.ts';

const { given } = await rehearse<typeof house, Mails, Series>(import.meta.url);
const ana = given({ traits: { role: 'buyer' } });

/** Never called: what the types refuse need not run. */
export function refusedByTypes(): void {
  const scene = ana.in(trial);
  // @ts-expect-error no such trait
  given({ traits: { roll: 'buyer' } });
  // @ts-expect-error no such role
  given({ traits: { role: 'boss' } });
  // @ts-expect-error no such topic
  given({ consent: ['tips'] });
  // @ts-expect-error no journey
  ana.in('trial');
  // @ts-expect-error no such event
  scene.does('trial.begun');
  // @ts-expect-error its properties are missing
  scene.does('trial.started');
  // @ts-expect-error no such plan
  scene.does('trial.started', { plan: 'solo', endsAt: { in: '30 days' } });
  // @ts-expect-error a date is no text
  scene.does('trial.started', { plan: 'team', endsAt: '30 days' });
  // @ts-expect-error no length
  scene.does('trial.started', { plan: 'team', endsAt: { in: 'soon' } });
  // @ts-expect-error Perennial alone tells of handoffs
  scene.does('handoff.accepted', { team: 'new-business' });
  // @ts-expect-error no length
  scene.after('9 moons');
  // @ts-expect-error no such mail
  scene.expectMail('frist-win');
  // @ts-expect-error no such mail
  scene.replies('frist-win');
  // @ts-expect-error no such series
  scene.expectSeries('notes');
  // @ts-expect-error there is no third mindset
  scene.expectNoMail({ mindset: 'inform' });
  // @ts-expect-error no such team
  scene.expectHandoff('sales');
  // @ts-expect-error no such reason
  scene.salesRejects('too-early');
  // @ts-expect-error no such stage
  scene.expectStage('warm');
  // @ts-expect-error no such end
  scene.expectEnd('lost');
  // @ts-expect-error no such score
  scene.expectScore('warmth', { atLeast: 3 });
  // @ts-expect-error neither at least nor below
  scene.expectScore('intent', {});
}

test('what the types take is said: events with their properties, dates in words or as dates', () => {
  const startsAt = new Date('2027-01-20T10:00:00Z');
  const scene = ana
    .in(trial)
    .does('webinar.registered', { webinar: '2027-01-20', title: 'Silence', startsAt })
    .does('trial.started', { plan: 'team', endsAt: { in: '2 weeks' } })
    .does('demo.requested');
  expect(refusedByTypes).toBeTypeOf('function');
  expect(scene.expectScore('intent', { atLeast: 40, below: 41 })).toBe(scene);
});
