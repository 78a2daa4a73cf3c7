import { describe, expect, test } from 'vitest';
import { explainJourney } from '../../../core/english/explain-journey.ts';
import { everyKind } from '../../support/every-kind.ts';

const explained = explainJourney(everyKind);
const told = (step: string) =>
  explained.stages.flatMap(({ steps }) => steps).find((one) => one.step === step);

describe('a journey in plain English', () => {
  test('says how people come in, and how often', () => {
    expect(explained.enter).toEqual([
      'When they took a seat (plan: free): 1 hour later, on to 1.1 (learn).',
      'When they are put in from a list: on to 1.1 (learn).',
      'When sales puts them in: on to 1.1 (learn).',
      'They may come in once for each ‘session’ of ‘seat taken’.',
    ]);
    expect(explained.about).toBe('Tips & tricks');
  });

  test('says that people confirm what it is about, where they must', () => {
    const { house, journey } = everyKind;
    const topics = { [journey.topic]: { confirm: 'please-confirm' } };
    expect(explainJourney({ ...everyKind, house: { ...house, topics } }).enter.at(-1)).toBe(
      'Whoever asked for this topic confirms it first, by the link in ‘please-confirm’; until then no mail leaves.',
    );
  });

  test('says what is heard anywhere, and what counts', () => {
    expect(explained.anytime).toEqual(['As soon as they bought: the journey ends: won.']);
    expect(explained.scores).toEqual([
      'intent – 15 if they looked at the prices (never more than 40); -5 if they have the role ‘user’. Deeds count half after 10 days.',
    ]);
  });

  test('says whose each stage is', () => {
    expect(explained.stages.map(({ stage, owner, says }) => [stage, owner, says])).toEqual([
      ['learn', 'marketing', 'Marketing writes to them.'],
      ['handoff', 'marketing', 'Marketing writes to them.'],
      ['care', 'success', 'Customer success has them; marketing is silent.'],
      ['recycle', 'marketing', 'Marketing writes to them. Any other journey may take over here.'],
    ]);
  });

  test('says what they get, when, from whom, and if at all', () => {
    expect(told('learn.hello')).toEqual({
      number: '1.1',
      step: 'learn.hello',
      says: '2 business days later, they get ‘hello’, from Ana Ferreira, which teaches, in the hours ‘mornings’, but only if they never looked at the prices. It is not sent any more if it cannot go by 1 hour before the session begins.',
      ways: [],
    });
    expect(told('learn.ask')?.says).toBe(
      '1 hour before the session begins, they get ‘ask’, which asks for something.',
    );
    expect(told('learn.notes')).toMatchObject({
      says: 'They get a mail of the series ‘notes’ that they have not seen, which teaches, and another every 30 days, until they looked at the prices. They get 6 at most.',
      ways: ['As soon as they do: on to 1.5.'],
    });
  });

  test('says what we wait for, and what then', () => {
    expect(told('learn.keen')).toMatchObject({
      says: 'We wait until they looked at the prices.',
      ways: [
        'As soon as they do: on to 1.7.',
        'If not by 1 hour before the session begins: 1 day later, on to 4.1 (recycle).',
      ],
    });
    expect(told('learn.fork')?.ways).toEqual([
      'If they want it (intent of 30 or more): on to 2.1 (handoff).',
      'Otherwise: the journey ends: done.',
    ]);
  });

  test('says what is drawn by lot, and what people are asked to do', () => {
    expect(told('learn.lots')).toMatchObject({
      says: 'We draw lots, once for each account. The better way is the one after which more of them can say: they bought.',
      ways: ['‘early ask’, 25 %: on to 1.3.', '‘wait’, 75 %: on to 1.4.'],
    });
    expect(told('learn.call')?.says).toBe(
      'The desk gets a task, to be done in 1 business day: “Ring "them" & listen <once>.” The journey goes on when it is done, or late.',
    );
  });

  test('says when it comes to sales, and what happens with each answer', () => {
    expect(told('handoff.offer')).toMatchObject({
      says: 'They are offered to The desk. A lead is ready when they want it (intent of 30 or more), and never bought. To begin with: “Ask.” Whoever says “not yet” names a date, and is asked again then. After a no, nobody sells to them for 90 days (not ready) or 180 days (no budget).',
      ways: [
        'Accepted: on to 3.1 (care).',
        'Rejected as not ready or no budget, or no answer in 4 business hours, or not ready any more: on to 4.1 (recycle).',
        'Rejected as bad fit: the journey ends: bad fit.',
      ],
    });
    expect(told('care.assist')).toMatchObject({
      says: 'They are with whoever accepted them. Marketing sends only what is asked for: ‘usage-report’ (report).',
      ways: [
        'Won: the journey ends: won.',
        'Lost as no budget, or nothing heard for 45 days: on to 4.1 (recycle).',
        'Lost as bad fit: the journey ends: bad fit.',
        'Given back: on to 1.1 (learn).',
      ],
    });
  });
});

test('steps that lead to each other and nowhere else are told, and not followed for ever', () => {
  const steps = {
    'learn.a': { kind: 'to', next: 'learn.b' },
    'learn.b': { kind: 'to', next: 'learn.a' },
  } as const;
  const circle = { ...everyKind.journey, steps, enter: [{ by: 'list', at: 'learn.a' }] } as const;
  expect(explainJourney({ ...everyKind, journey: circle }).enter[0]).toBe(
    'When they are put in from a list: on to learn.a (learn).',
  );
});
