import { describe, expect, test } from 'vitest';
import { all, not } from '../../../core/language/index.ts';
import { around, demo, frozenWith, offer, say, stepsOf } from './words.ts';

const { branch, convert, did, educate, end, offerTo, on, otherwise, the } = say;
const { to, trait, wait, waitFor, when } = say;

describe('a touch', () => {
  test('keeps its mail and mindset, and leads to the next line', () => {
    const steps = stepsOf([educate('first-win'), end('done')]);
    expect(steps['awareness.first-win']).toEqual({
      kind: 'touch',
      mindset: 'educate',
      mail: 'first-win',
      next: 'awareness.end-done',
    });
  });

  test('of a member of a series has both names, without the slash that keys have no room for', () => {
    const steps = stepsOf([educate('field-notes/01-silence'), end('done')]);
    expect(steps['awareness.field-notes-01-silence']).toMatchObject({
      mail: 'field-notes/01-silence',
    });
  });

  test('keeps its condition as a sentence, its topic, its sender and what to do if unsure', () => {
    const steps = stepsOf([
      educate('first-win', {
        when: not(demo),
        topic: 'your-seat',
        from: 'ana',
        ifUnsure: 'hold',
      }),
      end('done'),
    ]);
    expect(steps['awareness.first-win']).toMatchObject({
      when: { not: 'did demo.requested' },
      topic: 'your-seat',
      from: 'ana',
      ifUnsure: 'hold',
    });
  });

  test('fills slots with values, properties of events and traits', () => {
    const seat = the('webinar.registered');
    const steps = stepsOf([
      educate('seat-saved', { fill: { title: 'Hello', startsAt: seat.startsAt } }),
      convert('extend-your-trial', { fill: { endsAt: trait('contractEnds') } }),
      end('done'),
    ]);
    expect(steps).toMatchObject({
      'awareness.seat-saved': {
        fill: { title: 'Hello', startsAt: { of: 'webinar.registered', property: 'startsAt' } },
      },
      'awareness.extend-your-trial': { fill: { endsAt: { trait: 'contractEnds' } } },
    });
  });

  test('takes an option that is undefined as not said', () => {
    const steps = stepsOf([
      { ...educate('first-win'), during: undefined, from: undefined },
      end('done'),
    ]);
    expect(steps['awareness.first-win']).not.toHaveProperty('from');
  });

  test('may have a name of its own', () => {
    const steps = stepsOf([educate('first-win', { name: 'hello' }), end('done')]);
    expect(steps).toHaveProperty(['awareness.hello']);
  });
});

describe('a wait', () => {
  test('belongs to the step that it precedes', () => {
    const steps = stepsOf([wait('1 day'), wait('2 hours'), educate('first-win'), end('done')]);
    expect(steps['awareness.first-win']).toMatchObject({ due: ['1 day', '2 hours'] });
    expect(Object.keys(steps)).toEqual(['exit.won', 'awareness.first-win', 'awareness.end-done']);
  });

  test('before a way out makes that way another one than without it', () => {
    const steps = stepsOf(
      [branch('b', when(demo, to('nurture')), otherwise(wait('2 weeks'), to('nurture')))],
      { stages: around, whenever: [when(demo, to('handoff'))] },
    );
    expect(steps['awareness.to-nurture']).toEqual({ kind: 'to', next: 'nurture.why-teams-stall' });
    expect(steps['awareness.to-nurture-after-2-weeks']).toMatchObject({ due: ['2 weeks'] });
  });

  test('at the end of an arm is kept for those who come that way', () => {
    const steps = stepsOf([
      branch('b', when(demo, wait('1 day')), otherwise(wait('1 day'))),
      educate('first-win'),
      end('done'),
    ]);
    expect(steps['awareness.b']).toMatchObject({
      cases: [{ next: 'awareness.wait-1-day' }, { next: 'awareness.wait-1-day-2' }],
    });
    expect(steps['awareness.wait-1-day']).toEqual({
      kind: 'to',
      next: 'awareness.first-win',
      due: ['1 day'],
    });
  });
});

describe('waitFor', () => {
  test('leads to the next line where no way is said', () => {
    const steps = stepsOf([waitFor('asked', demo, { atMost: '3 days' }), end('done')]);
    expect(steps['awareness.asked']).toEqual({
      kind: 'waitFor',
      for: 'did demo.requested',
      atMost: '3 days',
      met: 'awareness.end-done',
      late: 'awareness.end-done',
    });
  });

  test('has arms that come back to the next line', () => {
    const steps = stepsOf([
      waitFor('asked', demo, {
        atMost: '3 days',
        met: end('won'),
        late: [wait('1 day'), educate('first-win')],
      }),
      end('done'),
    ]);
    expect(steps['awareness.asked']).toMatchObject({
      met: 'awareness.end-won',
      late: 'awareness.first-win',
    });
    expect(steps['awareness.first-win']).toMatchObject({
      due: ['1 day'],
      next: 'awareness.end-done',
    });
  });
});

describe('branch', () => {
  test('keeps its cases in order, and whom none fits goes on', () => {
    const steps = stepsOf([branch('b', when(demo, educate('first-win'))), end('done')]);
    expect(steps['awareness.b']).toEqual({
      kind: 'branch',
      cases: [{ when: 'did demo.requested', next: 'awareness.first-win' }],
      next: 'awareness.end-done',
    });
  });

  test('with otherwise may stand last in its stage', () => {
    const steps = stepsOf([branch('b', when(demo, end('won')), otherwise(end('done')))]);
    expect(steps['awareness.b']).toMatchObject({ next: 'awareness.end-done' });
  });

  test('shares one end among all arms that say it', () => {
    const steps = stepsOf([
      branch('b', when(demo, end('done')), otherwise(educate('first-win'))),
      end('done'),
    ]);
    expect(Object.keys(steps).filter((id) => id.endsWith('end-done'))).toHaveLength(1);
  });
});

describe('an offer and its assist', () => {
  const steps = stepsOf([to('nurture')], {
    stages: around,
    whenever: [when(demo, to('handoff'))],
  });

  test('an accepted offer leads straight into the stage of sales', () => {
    expect(steps['handoff.offer-new-business']).toEqual({
      kind: 'offer',
      team: 'new-business',
      because: 'did demo.requested',
      suggest: 'Ask.',
      answerIn: '4 hours',
      accepted: 'selling.assist',
      unworked: 'handoff.to-nurture',
      rejected: {
        'not-ready': 'handoff.to-nurture',
        'no-budget': 'handoff.to-nurture',
        'no-response': 'handoff.to-nurture',
        'wrong-person': 'handoff.to-nurture',
        'bad-fit': 'handoff.end-bad-fit',
      },
    });
  });

  test('a deal won ends as won where the assist does not say otherwise', () => {
    expect(steps['selling.assist']).toMatchObject({ won: 'exit.won' });
    expect(steps['exit.won']).toEqual({ kind: 'end', as: 'won' });
    const { selling: _, ...others } = around;
    const [sold] = around.selling;
    const stages = { ...others, selling: [{ ...sold, won: to('nurture') }] };
    const says = stepsOf([to('nurture')], {
      stages,
      whenever: [when(demo, to('handoff'))],
    });
    expect(says['selling.assist']).toMatchObject({ won: 'selling.to-nurture' });
    expect(frozenWith([to('handoff')], { stages }).frozen?.whenever).toEqual([]);
  });

  test('two teams may be offered in one stage', () => {
    const both = stepsOf([to('handoff')], {
      stages: {
        ...around,
        handoff: [
          branch(
            'which',
            when(trait('employees').atLeast(1000), offerTo('enterprise', offer)),
            otherwise(offerTo('new-business', offer)),
          ),
        ],
      },
    });
    expect(both['handoff.which']).toMatchObject({
      cases: [
        { when: 'employees >= 1000', next: 'handoff.offer-enterprise' },
        { next: 'handoff.offer-new-business' },
      ],
    });
  });
});

describe('the journey', () => {
  test('is entered at the first step of a stage', () => {
    const { frozen } = frozenWith([wait('1 day'), educate('first-win'), to('nurture')], {
      enter: [
        on('trial.started', { plan: 'team' }).into('awareness'),
        say.byList.into('nurture'),
        say.bySales.into('nurture'),
      ],
      stages: { nurture: [end('done')] },
    });
    expect(frozen?.enter).toEqual([
      { on: 'trial.started', where: { plan: 'team' }, at: 'awareness.first-win' },
      { by: 'list', at: 'nurture.end-done' },
      { by: 'sales', at: 'nurture.end-done' },
    ]);
  });

  test('ends as won with a deal', () => {
    const { frozen } = frozenWith([end('done')]);
    expect(frozen?.whenever).toEqual([{ when: 'did deal.won', at: 'exit.won' }]);
    expect(frozen?.facts).toHaveProperty(['did deal.won']);
  });

  test('says itself what a deal means where an interrupt asks for it', () => {
    const { frozen } = frozenWith([educate('first-win'), end('done')], {
      whenever: [when(did('deal.won'), to('nurture'))],
      stages: { nurture: [end('done')] },
    });
    expect(frozen?.whenever).toEqual([{ when: 'did deal.won', at: 'nurture.end-done' }]);
  });

  test('calls people to ends of their own', () => {
    const { frozen } = frozenWith([educate('first-win'), end('done')], {
      whenever: [when(demo, end('competitor'))],
    });
    expect(frozen?.whenever.at(-1)).toEqual({
      when: 'did demo.requested',
      at: 'exit.competitor',
    });
  });

  test('keeps the stages that it uses as the house has them', () => {
    const { frozen } = frozenWith([to('nurture')], { stages: { nurture: [end('done')] } });
    expect(frozen?.stages).toEqual({
      awareness: { owner: 'marketing', demand: 'create' },
      nurture: { owner: 'marketing', demand: 'create' },
    });
  });

  test('listens to every sentence of its conditions, and to nothing else', () => {
    const { frozen } = frozenWith([
      educate('first-win', { when: not(trait('role').is('user')) }),
      waitFor('asked', all(demo, say.rested), { atMost: '3 days' }),
      end('done'),
    ]);
    expect(frozen?.facts).toEqual({
      'did deal.won': { kind: 'did', event: 'deal.won' },
      'role is "user"': { kind: 'trait', trait: 'role', is: { value: 'user' } },
      'did demo.requested': { kind: 'did', event: 'demo.requested' },
      rested: { kind: 'rested' },
    });
  });

  test('keeps when one may enter again, and how loud it is', () => {
    expect(frozenWith([end('done')], { again: 'never', priority: 2 }).frozen).toMatchObject({
      again: 'never',
      priority: 2,
    });
    expect(frozenWith([end('done')], { again: { after: '180 days' } }).frozen).toMatchObject({
      again: { after: '180 days' },
      priority: 1,
    });
  });

  test('survives JSON', () => {
    const { frozen } = frozenWith([to('nurture')], {
      stages: around,
      whenever: [when(demo, to('handoff'))],
    });
    const kept: unknown = JSON.parse(JSON.stringify(frozen));
    expect(kept).toEqual(frozen);
  });
});
