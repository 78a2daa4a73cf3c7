import { expect, test } from 'vitest';
import { trial } from '../../journeys/trial.ts';
import type { house } from '../../journeys/house.ts';
import { rehearse } from '../../testing/rehearse.ts';
import type { Mails, Series } from '../../templates/mails.gen.ts';

const { given } = await rehearse<typeof house, Mails, Series>(import.meta.url);
const ana = given({ traits: { role: 'buyer' } });

/** Never called: what the types refuse need not run. */
export function refusedByTypes(): void {
  const story = ana.in(trial);
  // @ts-expect-error no such trait
  given({ traits: { roll: 'buyer' } });
  // @ts-expect-error no such role
  given({ traits: { role: 'boss' } });
  // @ts-expect-error no such topic
  given({ consent: ['tips'] });
  // @ts-expect-error no journey
  ana.in('trial');
  // @ts-expect-error no such event
  story.does('trial.begun');
  // @ts-expect-error its properties are missing
  story.does('trial.started');
  // @ts-expect-error no such plan
  story.does('trial.started', { plan: 'solo', endsAt: { in: '30 days' } });
  // @ts-expect-error a date is no text
  story.does('trial.started', { plan: 'team', endsAt: '30 days' });
  // @ts-expect-error no length
  story.does('trial.started', { plan: 'team', endsAt: { in: 'soon' } });
  // @ts-expect-error Perennial alone tells of handoffs
  story.does('handoff.accepted', { team: 'new-business' });
  // @ts-expect-error no length
  story.after('9 moons');
  // @ts-expect-error no such mail
  story.expectMail('frist-win');
  // @ts-expect-error no such mail
  story.replies('frist-win');
  // @ts-expect-error no such series
  story.expectSeries('notes');
  // @ts-expect-error there is no third mindset
  story.expectNoMail({ mindset: 'inform' });
  // @ts-expect-error no such team
  story.expectHandoff('sales');
  // @ts-expect-error no such reason
  story.salesRejects('too-early');
  // @ts-expect-error no such stage
  story.expectStage('warm');
  // @ts-expect-error no such end
  story.expectEnd('lost');
  // @ts-expect-error no such score
  story.expectScore('warmth', { atLeast: 3 });
  // @ts-expect-error neither at least nor below
  story.expectScore('intent', {});
}

test('what the types take is said: events with their properties, dates in words or as dates', () => {
  const startsAt = new Date('2027-01-20T10:00:00Z');
  const story = ana
    .in(trial)
    .does('webinar.registered', { webinar: '2027-01-20', title: 'Silence', startsAt })
    .does('trial.started', { plan: 'team', endsAt: { in: '2 weeks' } })
    .does('demo.requested');
  expect(refusedByTypes).toBeTypeOf('function');
  expect(story.expectScore('intent', { atLeast: 40, below: 41 })).toBe(story);
});
