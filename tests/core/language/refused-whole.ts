import { all, type House, not, type Scores, speak, waive } from '../../../core/language/index.ts';
import { house } from './house.ts';
import type { Mails, Series } from './mails.ts';

// As refused.ts: the words that came after the first ones, houses, scores and goals.

const {
  journey,
  on,
  did,
  the,
  trait,
  score,
  educate,
  convert,
  wait,
  before,
  after,
  waitFor,
  split,
  to,
  end,
  offerTo,
  into,
  assist,
  task,
  worth,
  grow,
  build,
} = speak<typeof house, Mails, Series>();

const demo = did('demo.requested');
const seat = the('webinar.registered');
const toTrial = { topic: 'product-tips', enter: on('trial.started').into('awareness') } as const;
const awareness = { awareness: [end('done')] } as const;
const sold = {
  shelf: {},
  returned: to('nurture'),
  quiet: { after: '45 days', then: to('recycle') },
} as const;
const lost = {
  'not-ready': to('recycle'),
  'no-budget': to('recycle'),
  'no-response': to('recycle'),
  'wrong-person': to('nurture'),
  'bad-fit': end('bad-fit'),
} as const;
const ofCare = { ...lost, 'unhappy-now': to('recycle') } as const;
const asks = { because: demo, suggest: '', answerIn: '1 day', unworked: to('nurture') } as const;

// ---- names

// @ts-expect-error a stage misspelt
to('nurtrue');
// @ts-expect-error a crossing into a stage misspelt
into('seling');
// @ts-expect-error an event misspelt, where somebody comes in
on('trail.started');
// @ts-expect-error an event misspelt, where its property is meant
the('trail.started');
// @ts-expect-error a property that the event does not have
export type Started = ReturnType<typeof the<'trial.started'>>['startsAt'];
// @ts-expect-error a mail misspelt
convert('extend-your-trail', { fill: { endsAt: seat.startsAt } });
// @ts-expect-error a team that does not exist has no tasks
task('t', { for: 'caare', ask: 'Call.', within: '1 day' });

// ---- conditions

// @ts-expect-error a trait that is not asked for anything
educate('first-win', { when: trait('role') });
// @ts-expect-error a date is known or not; it has no values to name
export type Dated = ReturnType<typeof trait<'contractEnds'>>['is'];
// @ts-expect-error a property of another kind
did('webinar.attended', { webinar: seat.startsAt });
// @ts-expect-error a number is no text
did('webinar.attended', { minutes: seat.webinar });
// @ts-expect-error a text has no least
did('webinar.attended', { webinar: { atLeast: 3 } });
// @ts-expect-error a date is compared with another one only
did('webinar.registered', { startsAt: new Date(0) });
// @ts-expect-error so often, as a number
demo.times('twice');
// @ts-expect-error the past is measured by the clock, not in working time
demo.within('5 business days');
// @ts-expect-error a score that the house does not keep
score('engagement');
// @ts-expect-error a score is asked for its height
educate('first-win', { when: score('intent') });
// @ts-expect-error a height is a number
score('intent').atLeast('30');

// ---- dates and lengths

// @ts-expect-error a length is no date
wait.until('3 days');
// @ts-expect-error a date is no length
wait('2027-08-20');
// @ts-expect-error nobody works by weeks
wait('2 business weeks');
// @ts-expect-error moved by a length
wait.until(before('a while', seat.startsAt));
// @ts-expect-error moved once
wait.until(after('1 day', before('1 hour', seat.startsAt)));
// @ts-expect-error useless from a date or a length on
educate('first-win', { uselessAfter: seat.title });
// @ts-expect-error a slot for a date is filled with one
convert('extend-your-trial', { fill: { endsAt: 'soon' } });
// @ts-expect-error a slot for a text is not filled with a date
educate('seat-saved', { fill: { title: before('1 day', seat.startsAt), startsAt: seat.startsAt } });
// @ts-expect-error no window of the house
educate('first-win', { during: 'noon' });

// ---- series, splits, tasks

// @ts-expect-error a series without its pace
educate.series('field-notes', { until: demo });
// @ts-expect-error a series speaks in a window of the house
educate.series('field-notes', { every: '30 days', during: 'noon' });
// @ts-expect-error a series until a date that is one
educate.series('field-notes', { every: '30 days', until: seat.title });
// @ts-expect-error a series has no slots to fill
educate.series('field-notes', { every: '30 days', fill: {} });
// @ts-expect-error an arm without a share
split('x', { a: [], b: [] }, { shares: { a: 50 } });
// @ts-expect-error people are drawn alone or by their account
split('x', { a: [], b: [] }, { by: 'team' });
const arms = split('x', { a: [to('nurture')], b: [] });
// @ts-expect-error an arm leads to a stage that the journey lacks
journey('a', { ...toTrial, stages: { awareness: [arms, end('done')] } });
// @ts-expect-error a task without an end
task('t', { for: 'care', ask: 'Call.' });

// ---- the journey

// @ts-expect-error no window of the house
journey('b', { ...toTrial, during: 'noon', stages: awareness });
// @ts-expect-error again by a property, not by its name
journey('c', { ...toTrial, again: { per: 'webinar' }, stages: awareness });
// @ts-expect-error not again by working time
journey('d', { ...toTrial, again: { after: '90 business days' }, stages: awareness });
// @ts-expect-error only the rule book can be waived
waive('L050', 'We like it so.', '2027-01-31');
// @ts-expect-error a waiver ends
waive('J104', 'We like it so.');
// @ts-expect-error on a day
waive('J104', 'We like it so.', 'never');
// @ts-expect-error a journey is let off by waive(…)
journey('e', { ...toTrial, waive: ['J104'], stages: awareness });
// @ts-expect-error a deal lost for a reason that has no track
assist({ ...sold, lost: { 'not-ready': to('recycle') } });
// @ts-expect-error what is lost leads, it does not speak
assist({ ...sold, lost: educate('first-win') });
// @ts-expect-error an offer of care leads into a stage of success
offerTo('care', { ...asks, accepted: into('selling'), rejected: ofCare });

// ---- scores and goals

// @ts-expect-error points fade by themselves
worth(8, demo.within('10 days'));
// @ts-expect-error each time counts
worth(8, demo.times(2));
// @ts-expect-error one signal, one worth
worth(8, all(demo, did('pricing.viewed')));
// @ts-expect-error what they did not do tells nothing
worth(8, not(demo));
// @ts-expect-error no score of a score
worth(8, score('fit').atLeast(3));
// @ts-expect-error points are a number
worth('many', demo);
// @ts-expect-error a limit is a number
worth(8, demo, { upTo: '24' });
// @ts-expect-error three scores, and no other
export const scores = { intend: [worth(8, demo)] } satisfies Scores;
// @ts-expect-error a score of nothing
export const nothing = { intent: [] } satisfies Scores;
// @ts-expect-error what counts is worth something
export const bare = { intent: [demo] } satisfies Scores;
const volume = { to: 120, per: 'quarter', by: '2027-03-31' } as const;
// @ts-expect-error a rate is of those who come somewhere
grow('handoff', { ...volume, keeping: { atLeast: 0.4, within: '14 days' } });
// @ts-expect-error that is a stage, or won
grow('handoff', { ...volume, keeping: { atLeast: 0.4, reach: 'sold', within: '14 days' } });
// @ts-expect-error a stage that is not there grows nobody
grow('handof', { ...volume, keeping: { atLeast: 0.4, reach: 'won', within: '14 days' } });
// @ts-expect-error what is built is proven
build('A first week worth telling', { from: 0.2, to: 0.3, by: '2027-09-30' });

// ---- houses

// @ts-expect-error three owners, and no other
export const owner = { a: { owner: 'support', demand: 'create' } } satisfies House['stages'];
// @ts-expect-error three roles of demand
export const demand = { a: { owner: 'sales', demand: 'kill' } } satisfies House['stages'];
// @ts-expect-error others may take over in a stage, or it says nothing
export const recycle = { ...house.stages.recycle, recycle: false } satisfies House['stages'][''];
// @ts-expect-error three scores, and no other
export const kept = { heat: {} } satisfies House['scores'];
// @ts-expect-error points fade by the clock
export const fading = { intent: { halvesEvery: '9 business days' } } satisfies House['scores'];
// @ts-expect-error a team has reps
export const empty = { desk: {} } satisfies House['teams'];
// @ts-expect-error a reason rests for a length
export const rest = { 'not-ready': { rest: 'long' } } satisfies House['reasons'];
// @ts-expect-error a property has a schema
export const event = { 'trial.started': {} } satisfies House['events'];
// @ts-expect-error a house has a postal address
export const address = { ...house, postal: undefined } satisfies House;

// ---- allowed

journey('k', {
  ...toTrial,
  enter: on('webinar.registered').into('awareness'),
  again: { per: seat.webinar },
  during: 'mornings',
  waive: [waive('J104', 'A launch: three weeks of news.', '2027-01-31')],
  stages: {
    awareness: [
      educate('seat-saved', { fill: { title: seat.title, startsAt: seat.startsAt } }),
      wait.until(before('1 hour', seat.startsAt)),
      educate('first-win', { during: 'anytime', uselessAfter: before('5 minutes', seat.startsAt) }),
      wait.until(after('3 business hours', seat.startsAt)),
      split(
        'proof',
        { story: [wait('2 business days'), educate('why-teams-stall')], holdout: [] },
        { shares: { story: 90, holdout: 10 }, by: 'account', judgedBy: demo.within('90 days') },
      ),
      task('look', { for: 'care', ask: 'Look at their set-up.', within: '1 business day' }),
      waitFor('ready', all(score('intent').atLeast(30), not(demo.times(3).ever())), {
        atMost: '2027-08-20',
      }),
      educate.series('field-notes', {
        name: 'notes',
        every: '30 days',
        until: before('90 days', trait('contractEnds')),
        atMost: 6,
        from: 'ana',
        during: 'anytime',
      }),
      convert('extend-your-trial', { fill: { endsAt: '2027-08-20' } }),
      convert('extend-your-trial', {
        name: 'again',
        fill: { endsAt: after('2 weeks', trait('contractEnds')) },
      }),
      end('done'),
    ],
  },
});
assist({ ...sold, lost });
assist({ ...sold, lost: ofCare });
offerTo('care', { ...asks, accepted: into('success'), rejected: ofCare });
on('journey.ended', { journey: 'k', as: 'done' }).into('awareness');
export const counted = {
  fit: [
    worth(25, trait('role').oneOf('buyer', 'champion')),
    worth(-20, trait('employees').under(5)),
  ],
  intent: [worth(8, did('pricing.viewed'), { upTo: 24 })],
} satisfies Scores;
grow('handoff', { ...volume, keeping: { atLeast: 0.45, reach: 'selling', within: '14 days' } });
build('A first week worth telling', { proof: demo, from: 0.22, to: 0.3, by: '2027-09-30' });
