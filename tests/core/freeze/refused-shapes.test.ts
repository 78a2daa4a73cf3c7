import { describe, expect, test } from 'vitest';
import { all, any } from '../../../core/language/index.ts';
import { freeze } from '../../../core/freeze/freeze.ts';
import { offer, around, demo, refusals, say, words } from './words.ts';

const { branch, educate, end, otherwise, to, trait, wait, waitFor, when } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const mail = (name: string, rest: object = {}): object =>
  line('touch', { mindset: 'educate', mail: name, ...rest });
const ending = end('done');

describe('the graph', () => {
  test('a step twice: both places are named', () => {
    const steps = [
      branch('b', when(demo, educate('first-win')), otherwise(wait('1 day'))),
      educate('first-win'),
      ending,
    ];
    expect(refusals(steps)).toEqual([
      "G001 awareness › b › when 1 › first-win: Two steps are called awareness.first-win: awareness › first-win and awareness › b › when 1 › first-win. → Give one of them a name of its own: { name: 'first-win-again' }, or another first word in waitFor and branch.",
    ]);
  });

  test('a stage that runs off its end', () => {
    expect(refusals([educate('first-win')])).toEqual([
      "G002 awareness › first-win: awareness is a stage that leads nowhere: nothing comes after awareness › first-win. → End the stage with to('another stage') or an end, say end('done').",
    ]);
  });

  test('a stage without steps', () => {
    expect(refusals([to('nurture')], { stages: { nurture: [] } })).toEqual([
      'G002 nurture: The stage nurture leads nowhere: it has no steps. → Give it a step, or take it out.',
    ]);
  });

  test('a last branch that nobody may fit', () => {
    expect(refusals([branch('b', when(demo, end('won')))]).join('\n')).toContain(
      'nothing comes after awareness › b.',
    );
  });

  test('steps behind a way out', () => {
    expect(refusals([ending, educate('first-win')])).toEqual([
      'G003 awareness › end-done: Nobody comes to the steps behind it. → Take them out, or put them before it.',
    ]);
  });

  test('a case behind otherwise', () => {
    const steps = [branch('b', otherwise(end('done')), when(demo, end('won')))];
    expect(refusals(steps)).toEqual([
      'G003 awareness › b: A case behind otherwise(…) is never looked at. → Say otherwise(…) last.',
    ]);
  });

  test('a stage that nobody comes to', () => {
    expect(refusals([ending], { stages: { nurture: around.nurture } })).toEqual([
      'G004 nurture: Nobody ever comes to the stage nurture. → Lead somebody there, or take it out.',
    ]);
  });

  test('a circle without a wait', () => {
    const steps = [waitFor('asked', demo, { atMost: '1 day', met: to('nurture') }), ending];
    const nurture = [educate('first-win'), to('awareness')];
    expect(refusals(steps, { stages: { nurture } })).toEqual([
      "G005 awareness › asked: A circle without a wait: awareness › asked → awareness › to-nurture → nurture › first-win → nurture › to-awareness → awareness › asked. → Put a wait before one of these steps: wait('1 week').",
    ]);
    expect(refusals(steps, { stages: { nurture: [wait('1 week'), ...nurture] } })).toEqual([]);
  });
});

describe('what is no journey at all', () => {
  test.for<[unknown, string]>([
    [undefined, 'undefined is no journey of this language.'],
    ['trial', "'trial' is no journey of this language."],
    [{}, 'an object is no journey of this language.'],
    [{ language: 2, id: 'x' }, 'an object is no journey of this language.'],
  ])('%o', ([journey, what]) => {
    expect(freeze(journey, words).problems).toMatchObject([{ code: 'L000', what }]);
  });

  test.for<[string, readonly unknown[], object, string]>([
    ['no way in', [ending], { enter: [] }, 'Nobody can come in.'],
    [
      'a door that is none',
      [ending],
      { enter: 'trial.started' },
      "'trial.started' lets nobody in.",
    ],
    ['a name with a dot', [ending], { id: 'a.b' }, "'a.b' is no name for a journey or a step."],
    [
      'a step without a name',
      [line('waitFor', { condition: demo, atMost: '1 day' }), ending],
      {},
      'undefined is no name for a journey or a step.',
    ],
    ['a step that is none', ['hello', ending], {}, "'hello' is no step."],
    [
      'a condition that is none',
      [mail('first-win', { when: true }), ending],
      {},
      'true is no condition.',
    ],
    [
      'a trait that is not asked for anything',
      [mail('first-win', { when: trait('role') }), ending],
      {},
      "trait('role') alone asks nothing.",
    ],
    [
      'all of nothing',
      [mail('first-win', { when: all() }), ending],
      {},
      'all() of nothing is always true.',
    ],
    [
      'any of nothing',
      [mail('first-win', { when: any() }), ending],
      {},
      'any() of nothing is never true.',
    ],
    [
      'a list of no values',
      [mail('first-win', { when: trait('role').oneOf() }), ending],
      {},
      'A list of nothing fits nobody.',
    ],
    [
      'a text that is more than',
      [mail('first-win', { when: { trait: 'role', atLeast: 3 } }), ending],
      {},
      'A string is not more or less than something.',
    ],
    [
      'an interrupt without a condition',
      [ending],
      { whenever: [otherwise(end('won'))] },
      'An interrupt has a condition.',
    ],
    [
      'an interrupt that speaks',
      [ending],
      { whenever: [when(demo, educate('first-win'))] },
      'An interrupt leads, and nothing else',
    ],
    [
      'a way that does not lead',
      [to('handoff')],
      {
        stages: {
          ...around,
          handoff: [
            line('offer', { team: 'new-business', ...offer, unworked: educate('first-win') }),
          ],
        },
      },
      'an object leads nowhere.',
    ],
    ['again at random', [ending], { again: 'often' }, "'often' is no rule for entering again."],
    ['a priority that is none', [ending], { priority: '1' }, "'1' is no priority."],
    ['no stages', [], { stages: undefined }, 'it has no steps.'],
  ])('%s', ([, steps, more, what]) => {
    expect(refusals(steps, more).join('\n')).toContain(what);
  });
});

test('all that is wrong is said at once', () => {
  const steps = [mail('first-wim', { from: 'anna' }), line('wait', { length: 'soon' }), ending];
  expect(refusals(steps, { topic: 'tips' }).map((text) => text.slice(0, 4))).toEqual([
    'L050',
    'L020',
    'L043',
    'L042',
  ]);
});

test('the same twice in one condition is said once', () => {
  const twice = {
    all: [
      { trait: 'rolle', is: 'buyer' },
      { trait: 'rolle', is: 'user' },
    ],
  };
  expect(refusals([mail('first-win', { when: twice }), ending])).toHaveLength(1);
});

test('a journey that holds itself is refused, not walked for ever', () => {
  const arm: unknown[] = [];
  arm.push(waitFor('x', demo, { atMost: '1 day', late: arm as never }));
  expect(refusals(arm)).toEqual([
    'L000 : It holds itself, or something that is no plain data. → Write it of words of the language alone.',
  ]);
});
