import { describe, expect, test } from 'vitest';
import { around, refusals, say } from './words.ts';

const { end, the, to, waitFor } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const mail = (name: string, rest: object = {}): object =>
  line('touch', { mindset: 'educate', mail: name, ...rest });
const ending = end('done');

describe('names that are not there are refused, with the one that was meant', () => {
  test.for<[string, readonly unknown[], string]>([
    [
      'a mail',
      [mail('first-wim'), ending],
      "L020 awareness › first-wim: 'first-wim' is not a mail. → Did you mean 'first-win'?",
    ],
    [
      'an event',
      [waitFor('x', { did: { event: 'pricing.veiwed' } } as never, { atMost: '1 day' }), ending],
      "L010 awareness › x › condition: 'pricing.veiwed' is not an event of the house. → Did you mean 'pricing.viewed'?",
    ],
    [
      'opens, which machines do',
      [mail('first-win', { when: { did: { event: 'mail.opened' } } }), ending],
      "L010 awareness › first-win › when: 'mail.opened' is no fact: machines open mails too. → Ask for mail.clicked or mail.replied.",
    ],
    [
      'a property',
      [
        mail('first-win', {
          when: { did: { event: 'guide.downloaded', where: { topik: 'roi' } } },
        }),
        ending,
      ],
      "L011 awareness › first-win › when › topik: guide.downloaded has no property 'topik'. → Did you mean 'topic'?",
    ],
    [
      'a value',
      [
        mail('first-win', {
          when: { did: { event: 'guide.downloaded', where: { topic: 'securty' } } },
        }),
        ending,
      ],
      "L012 awareness › first-win › when › topic: It is never 'securty'. → Did you mean 'security'?",
    ],
    [
      'a reason of a lost deal',
      [
        mail('first-win', {
          when: { did: { event: 'deal.lost', where: { reason: 'no-bugdet' } } },
        }),
        ending,
      ],
      "L012 awareness › first-win › when › reason: It is never 'no-bugdet'. → Did you mean 'no-budget'?",
    ],
    [
      'a mail that was clicked',
      [
        mail('first-win', {
          when: { did: { event: 'mail.clicked', where: { mail: 'frist-win' } } },
        }),
        ending,
      ],
      "L012 awareness › first-win › when › mail: It is never 'frist-win'. → Did you mean 'first-win'?",
    ],
    [
      'a trait',
      [mail('first-win', { when: { trait: 'rolle', is: 'buyer' } }), ending],
      "L013 awareness › first-win › when: 'rolle' is not a trait of the house. → Did you mean 'role'?",
    ],
    [
      'a value of a trait',
      [mail('first-win', { when: { trait: 'role', is: 'owner' } }), ending],
      "L012 awareness › first-win › when › role: It is never 'owner'. → There are: user, buyer, champion.",
    ],
    [
      'a topic',
      [mail('first-win', { topic: 'product-tip' }), ending],
      "L042 awareness › first-win › topic: 'product-tip' is not a topic of the house. → Did you mean 'product-tips'?",
    ],
    [
      'a sender',
      [mail('first-win', { from: 'anna' }), ending],
      "L043 awareness › first-win › from: 'anna' is not a sender of the house. → Did you mean 'ana'?",
    ],
    [
      'a stage of the house',
      [line('to', { stage: 'nurtrue' })],
      "L030 awareness › to-nurtrue: 'nurtrue' is not a stage of the house. → Did you mean 'nurture'?",
    ],
    [
      'a stage of this journey',
      [to('recycle')],
      "L031 awareness › to-recycle: This journey has no stage 'recycle'. → There are: awareness.",
    ],
    [
      'an end',
      [line('end', { as: 'low-score' })],
      "J501 awareness › end-low-score: 'low-score' is no end: a person is won, done here, or kept. → Lead them to a stage that keeps them, or end as one of: won, done, unsubscribed, erased, bad-fit, competitor, left-company.",
    ],
    [
      'an option',
      [mail('first-win', { form: 'ana' }), ending],
      "L000 awareness › first-win: `form` says nothing here. → Did you mean 'from'?",
    ],
  ])('%s', ([, steps, refusal]) => {
    expect(refusals(steps)).toEqual([refusal]);
  });
});

describe('slots', () => {
  test('that stay empty', () => {
    expect(refusals([mail('seat-saved', { fill: { title: 'Hello' } }), ending])).toEqual([
      "L021 awareness › seat-saved › fill: The slot 'startsAt' stays empty. → Say what fills it: { fill: { startsAt: the('…').… } }.",
    ]);
  });

  test('that the mail does not have', () => {
    expect(refusals([mail('first-win', { fill: { title: 'x' } }), ending])).toEqual([
      "L022 awareness › first-win › fill › title: 'first-win' has no such slot. → It has none: take it out.",
    ]);
  });

  test.for<[string, unknown, string]>([
    [
      'a title for a date',
      the('webinar.registered').title,
      'A string does not fit into a slot for a Date.',
    ],
    ['a role for a date', { trait: 'role' }, 'A string does not fit into a slot for a Date.'],
    ['a number for a date', 3, 'A number does not fit into a slot for a Date.'],
    ['a date that is no event’s', new Date(0), 'an object fills no slot.'],
    ['an event without its property', the('webinar.registered'), 'an object fills no slot.'],
  ])('filled with what does not fit: %s', ([, endsAt, what]) => {
    const steps = [mail('extend-your-trial', { fill: { endsAt } }), ending];
    expect(refusals(steps).join('\n')).toContain(what);
  });

  test('of a mail on a shelf, which nobody fills', () => {
    const shelf = line('assist', { ...around.selling[0], shelf: { seat: 'seat-saved' } });
    const more = { stages: { ...around, selling: [shelf] } };
    expect(refusals([to('handoff')], more)).toEqual([
      "L021 selling › assist › shelf › seat: Nobody fills 'title', 'startsAt' of a mail on a shelf. → Put a mail there that has no slots.",
    ]);
  });
});

describe('lengths', () => {
  test.for([
    ['3 dayz', "'3 dayz' is no length."],
    ['-3 days', "'-3 days' is no length."],
    ['', "'' is no length."],
    [3, '3 is no length.'],
    ['0 days', "'0 days' is no time at all."],
    ['9999 months', "'9999 months' is longer than anybody waits."],
  ])('%s', ([length, what]) => {
    expect(refusals([line('wait', { length }), ending]).join('\n')).toContain(
      `L050 awareness › line 1 › wait: ${what} → `,
    );
  });

  test('say what lengths look like', () => {
    expect(refusals([line('wait', { length: 'soon' }), ending])).toEqual([
      "L050 awareness › line 1 › wait: 'soon' is no length. → Lengths look like '3 days', '1 hour', '90 minutes', '2 weeks' or '6 months'.",
    ]);
  });
});
