import { expect, test } from 'vitest';
import type { Facts } from '../../core/fact.ts';
import { type Frozen, stageOf } from '../../core/frozen.ts';
import { loadProject } from '../../project/load.ts';
import { DAY, Passage } from '../support/passage.ts';

// What the demo world shows in a minute: a day is two seconds there.

const { journeys } = await loadProject('.');

type Life = Readonly<{ mails: string[]; offers: number[]; stages: Set<string> }>;

/** Somebody's days in a journey: each mail is sent as soon as it is due, no offer is made. */
function live(id: string, days: number, news: Readonly<Record<number, Facts>> = {}): Life {
  const journey = journeys.find((one) => one.id === id)?.frozen;
  if (!journey) throw new Error(`no journey ${id}`);
  const life: Life = { mails: [], offers: [], stages: new Set() };
  const passage = new Passage(journey, journey.enter[0]?.at ?? '');
  for (let day = 0; day <= days; day += 0.5) {
    if (day > 0) passage.day(day);
    act(journey, passage, life);
    const told = news[day];
    if (told) act(journey, passage.told(told), life);
  }
  return life;
}

function act(journey: Frozen, passage: Passage, life: Life): void {
  for (let todo = passage.todo; todo; todo = passage.todo) {
    const { at, now } = passage.state;
    const step = journey.steps[at];
    life.stages.add(stageOf(at));
    if (todo.kind === 'offer') {
      life.offers.push(now / DAY);
      passage.answer({ kind: 'unqualified', reason: 'a test makes none' });
    } else if (step?.kind === 'touch' && todo.kind === 'touch') {
      life.mails.push(step.mail);
      passage.answer({ kind: 'sent' });
    } else passage.answer({ kind: 'stays' });
  }
}

test('a silent trial is taught for a month, then rests in recycle', () => {
  const { mails, offers, stages } = live('trial', 45);
  expect(mails).toEqual([
    'first-win',
    'invite-your-team',
    'why-teams-stall',
    'security-answers',
    'customer-story',
    'field-notes/02-onboarding',
  ]);
  expect(offers).toEqual([]);
  expect(stages.has('recycle')).toBe(true);
});

test('a raised hand leads to an offer the same moment', () => {
  const { offers } = live('trial', 10, { 5: { 'did demo.requested': { since: 5 * DAY } } });
  expect(offers).toEqual([5]);
});

test('a look at the prices turns the story into a question', () => {
  const looked = { since: 10 * DAY, until: 20 * DAY };
  const { mails } = live('trial', 20, { 10: { 'did pricing.viewed within 10 days': looked } });
  expect(mails).toContain('extend-your-trial');
  expect(mails).not.toContain('customer-story');
});

test('whoever comes to the webinar gets the recording, the others are missed', () => {
  const came = { 'did webinar.attended where minutes >= 20': { since: 2 * DAY } };
  expect(live('webinar', 30, { 2: came }).mails).toEqual([
    'seat-saved',
    'the-recording',
    'customer-story',
    'three-numbers',
  ]);
  expect(live('webinar', 30).mails).toContain('sorry-we-missed-you');
});

test('a list is welcomed at once and taught for three weeks', () => {
  expect(live('course', 30).mails).toEqual([
    'course-welcome',
    'course-how-to-choose',
    'course-alumni-story',
    'course-three-questions',
  ]);
});
