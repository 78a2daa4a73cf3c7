import { speak } from '../../../core/language/index.ts';
import type { house } from './house.ts';
import type { Mails, Series } from './mails.ts';

// Read by `tsc` alone: what stands under `@ts-expect-error` is refused by the types, and an expectation
// without a refusal is an error itself. One line each, so that nothing but that line can be meant.

const {
  journey,
  on,
  bySales,
  byList,
  did,
  the,
  trait,
  score,
  educate,
  convert,
  wait,
  before,
  waitFor,
  when,
  otherwise,
  branch,
  split,
  to,
  end,
  offerTo,
  into,
  assist,
  grow,
} = speak<typeof house, Mails, Series>();

const intent = score('intent');
const qualified = did('demo.requested');
const toTrial = { topic: 'product-tips', enter: on('trial.started').into('awareness') } as const;
const toHandoff = { because: qualified, suggest: '', answerIn: '4 hours' } as const;
const offer = { ...toHandoff, accepted: into('selling'), unworked: to('nurture') } as const;
const rejected = {
  'not-ready': to('recycle'),
  'no-budget': to('recycle'),
  'no-response': to('recycle'),
  'wrong-person': to('nurture'),
  'bad-fit': end('bad-fit'),
} as const;
const sold = {
  lost: to('recycle'),
  returned: to('nurture'),
  quiet: { after: '45 days', then: to('recycle') },
} as const;

// ---- what is known

// @ts-expect-error unknown event
did('pricing.veiwed');
// @ts-expect-error opens are no facts
did('mail.opened');
// @ts-expect-error unknown property
did('guide.downloaded', { topik: 'security' });
// @ts-expect-error a property of an event that has none
did('pricing.viewed', { page: 'teams' });
// @ts-expect-error wrong value
did('guide.downloaded', { topic: 'securty' });
// @ts-expect-error unknown reason
did('deal.lost', { reason: 'no-bugdet' });
// @ts-expect-error unknown mail
did('mail.clicked', { mail: 'frist-win' });
// @ts-expect-error an unknown trait
trait('rolle');
// @ts-expect-error not a role
trait('role').is('owner');
// @ts-expect-error employees is a number: it has no list of values
export type Listed = ReturnType<typeof trait<'employees'>>['oneOf'];
// @ts-expect-error a country is no number
export type Counted = ReturnType<typeof trait<'country'>>['atLeast'];
// @ts-expect-error an unknown score
score('intend');

// ---- what is said

// @ts-expect-error unknown mail
educate('first-wim');
// @ts-expect-error slot missing
convert('extend-your-trial');
// @ts-expect-error slot of the wrong type
convert('extend-your-trial', { fill: { endsAt: the('webinar.registered').title } });
// @ts-expect-error a slot the mail does not have
convert('extend-your-trial', { fill: { endsAt: the('trial.started').endsAt, title: 'x' } });
// @ts-expect-error a mail without slots has nothing to fill
educate('first-win', { fill: { title: 'x' } });
// @ts-expect-error an unknown sender
educate('first-win', { from: 'anna' });
// @ts-expect-error an unknown topic
educate('first-win', { topic: 'product-tip' });
// @ts-expect-error unknown folder
educate.series('feild-notes', { every: '30 days' });

// ---- when

// @ts-expect-error not a length
wait('3 dayz');
// @ts-expect-error not a length
waitFor('x', qualified, { atMost: '3 fortnights' });
// @ts-expect-error a wait without an end
waitFor('x', qualified, {});
// @ts-expect-error a title is no moment
wait.until(before('1 hour', the('webinar.registered').title));
// @ts-expect-error a role is no date
wait.until(before('1 day', trait('role')));

// ---- where next

// @ts-expect-error not an allowed end (J303, J501)
end('low-score');
// @ts-expect-error sales' stage is reached by an accepted offer only (J105)
to('selling');
// @ts-expect-error marketing's own stage needs no crossing
into('nurture');
// @ts-expect-error a crossing is no step
journey('a', { ...toTrial, stages: { awareness: [into('selling')], selling: [] } });
// @ts-expect-error a stage the house does not know
journey('b', { ...toTrial, stages: { awareness: [end('won')], warmup: [] } });
// @ts-expect-error another stage than this journey's
journey('c', { ...toTrial, stages: { awareness: [to('nurture')] } });
// @ts-expect-error enters a stage it lacks
journey('d', { ...toTrial, stages: { nurture: [end('won')] } });
const fork = branch('b', when(intent.atLeast(3), to('nurture')), otherwise(to('recycle')));
// @ts-expect-error a stage of the house, but not of this journey, two levels deep
journey('e', { ...toTrial, stages: { awareness: [fork], nurture: [end('won')] } });
const asked = waitFor('q', qualified, { atMost: '3 days', met: to('handoff') });
// @ts-expect-error waitFor to a stage it lacks
journey('f', { ...toTrial, stages: { awareness: [asked, end('won')] } });
const awareness = { awareness: [end('won')] } as const;
// @ts-expect-error interrupt to a stage it lacks
journey('g', { ...toTrial, stages: awareness, whenever: [when(qualified, to('handoff'))] });
// @ts-expect-error an interrupt has a condition
journey('h', { ...toTrial, stages: awareness, whenever: [otherwise(end('won'))] });
// @ts-expect-error an interrupt leads, it does not speak
journey('i', { ...toTrial, stages: awareness, whenever: [when(qualified, educate('first-win'))] });
// @ts-expect-error a topic the house does not have
journey('j', { ...toTrial, topic: 'tips', stages: awareness });
// @ts-expect-error a share for an arm that is not there
split('x', { a: [], b: [] }, { shares: { a: 50, c: 50 } });
// @ts-expect-error sales' stage is entered by an accepted offer or by sales
on('demo.requested').into('selling');
// @ts-expect-error people come into a stage that there is
on('demo.requested').into('awarenes');
// @ts-expect-error a list is enrolled into marketing's stages only
byList.into('selling');

// ---- both teams

// @ts-expect-error unknown team
offerTo('enterprize', { ...offer, rejected });
// @ts-expect-error a reason without a track (J502)
offerTo('enterprise', { ...offer, rejected: { 'not-ready': to('recycle') } });
// @ts-expect-error a reason nobody has
offerTo('enterprise', { ...offer, rejected: { ...rejected, 'too-late': to('recycle') } });
// @ts-expect-error a team of sales has no reason of success
offerTo('enterprise', { ...offer, rejected: { ...rejected, 'unhappy-now': to('recycle') } });
// @ts-expect-error accepted must cross (J601 sister)
offerTo('enterprise', { ...offer, accepted: end('won'), rejected });
// @ts-expect-error a team of sales hands over to a stage of sales
offerTo('enterprise', { ...offer, accepted: into('success'), rejected });
// @ts-expect-error not back to marketing's own stage
offerTo('enterprise', { ...offer, accepted: to('nurture'), rejected });
// @ts-expect-error an offer without its condition
offerTo('enterprise', { ...offer, because: undefined, rejected });
// @ts-expect-error a shelf holds mails that need nothing filled in
assist({ ...sold, shelf: { seat: 'seat-saved' } });
// @ts-expect-error volume without a rate (J201)
grow('handoff', { to: 120 });

// ---- allowed

offerTo('new-business', { ...offer, rejected });
offerTo('care', {
  ...offer,
  accepted: into('success'),
  rejected: { ...rejected, 'unhappy-now': to('nurture') },
});
assist({ ...sold, shelf: { reference: 'reference-call' }, won: end('won') });
convert('extend-your-trial', { when: qualified, fill: { endsAt: trait('contractEnds') } });
wait.until('2027-08-20');
trait('employees').under(51);
did('webinar.attended', {
  webinar: the('webinar.registered').webinar,
  minutes: { under: 7 },
}).ever();
// not every stage of the house, and a wait with one way or none
journey('k', {
  ...toTrial,
  stages: {
    awareness: [
      waitFor('x', qualified, { atMost: '3 days' }),
      waitFor('y', qualified, {
        atMost: before('3 days', the('trial.started').endsAt),
        late: educate('first-win'),
      }),
      branch('z', when(qualified, end('won')), otherwise(wait('1 day'), educate('first-win'))),
      end('done'),
    ],
  },
});
journey('l', {
  topic: 'product-tips',
  enter: [bySales.into('selling'), byList.into('nurture')],
  again: { per: the('webinar.registered').webinar },
  stages: {
    nurture: [end('done')],
    selling: [
      assist({
        shelf: {},
        lost: to('nurture'),
        returned: to('nurture'),
        quiet: { after: '1 day', then: to('nurture') },
      }),
    ],
  },
});
