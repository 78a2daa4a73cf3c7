import { describe, expect, test } from 'vitest';
import { around, demo, offer, refusals, rejected, say, stepsOf } from './words.ts';

const { assist, convert, educate, end, into, offerTo, on, to, trait, when } = say;

// The types refuse most of this too. Here it comes as from somebody without types, or as JSON.
const line = (kind: string, rest: object): object => ({ kind, ...rest });
const ending = end('done');

describe('the line between marketing and sales', () => {
  const withOffer = (said: object): object => ({
    stages: { ...around, handoff: [line('offer', { team: 'new-business', ...offer, ...said })] },
  });

  test('nobody walks across it', () => {
    expect(refusals([line('to', { stage: 'selling' })], { stages: around })).toContain(
      "J105 awareness › to-selling: 'selling' is not marketing's: only an accepted offer leads there. → Say accepted: into('selling') in an offerTo(…).",
    );
  });

  test('a crossing is no step', () => {
    expect(refusals([into('selling')], { stages: around })).toContain(
      'J105 awareness › line 1: into(…) is no step: only an accepted offer leads across. → Say it as accepted: into(…) of an offerTo(…).',
    );
  });

  test('an interrupt does not cross it', () => {
    const more = {
      stages: around,
      whenever: [{ when: demo, steps: [line('to', { stage: 'selling' })] }],
    };
    expect(refusals([to('handoff')], more)).toEqual([
      "J105 whenever › 1: 'selling' is of sales: only an accepted offer leads there. → Lead them to the stage that makes the offer.",
    ]);
  });

  test('no event and no list brings anybody straight to sales', () => {
    const more = {
      stages: around,
      enter: [on('trial.started').into('awareness'), { by: 'list', into: 'selling' }],
    };
    expect(refusals([to('handoff')], more)).toEqual([
      "J105 enter: 'selling' is of sales: it is entered by an accepted offer, or by sales. → Let them into a stage of marketing.",
    ]);
  });

  test('accepted must cross', () => {
    expect(refusals([to('handoff')], withOffer({ accepted: to('nurture') }))).toEqual([
      "J105 handoff › offer-new-business › accepted: an object does not hand anybody over. → Say into('…') a stage of sales.",
    ]);
  });

  test('into a stage of the team’s own side', () => {
    const more = withOffer({ accepted: { crossing: 'nurture' } });
    expect(refusals([to('handoff')], more)).toEqual([
      "J105 handoff › offer-new-business › accepted: 'nurture' is of marketing, and the team is of sales. → Say into('…') a stage of sales.",
    ]);
  });

  test('a reason without a track', () => {
    const { 'no-budget': _, ...others } = rejected;
    expect(refusals([to('handoff')], withOffer({ rejected: others }))).toEqual([
      "J502 handoff › offer-new-business › rejected: Whoever is rejected as 'no-budget' has no track. → Say where they go: 'no-budget': to('…').",
    ]);
  });

  test('a reason nobody of this team has', () => {
    const more = withOffer({ rejected: { ...rejected, 'unhappy-now': to('nurture') } });
    expect(refusals([to('handoff')], more)).toEqual([
      "L040 handoff › offer-new-business › rejected: 'unhappy-now' is not a reason of this team. → There are: not-ready, no-budget, no-response, wrong-person, bad-fit.",
    ]);
  });

  test('a team the house does not have', () => {
    const [refusal] = refusals([to('handoff')], withOffer({ team: 'enterprize' }));
    expect(refusal).toContain(
      "'enterprize' is not a team of the house. → Did you mean 'enterprise'?",
    );
  });

  test('an offer without its condition, its sentence for the rep or its clock', () => {
    const more = withOffer({ because: undefined, suggest: ' ', answerIn: undefined });
    expect(refusals([to('handoff')], more).map((text) => text.split(': ')[0])).toEqual([
      'L000 handoff › offer-new-business › because',
      'L000 handoff › offer-new-business › suggest',
      'L050 handoff › offer-new-business › answerIn',
    ]);
  });

  test('marketing does not speak in a stage of sales', () => {
    const selling = [educate('first-win'), ...around.selling];
    expect(refusals([to('handoff')], { stages: { ...around, selling } })).toEqual([
      'J104 selling › first-win: selling is of sales, and marketing speaks in it. → Put the mail on the shelf of its assist: there sales may ask for it.',
    ]);
  });

  test('nobody assists in a stage of marketing', () => {
    const said = [line('assist', { ...around.selling[0] })];
    expect(refusals(said, { stages: { nurture: around.nurture } })).toEqual([
      "J104 awareness › assist: awareness is marketing's: there is nobody to assist. → Put the assist into a stage of sales or success.",
    ]);
  });

  test('a service topic sells nothing, whether the step names it or the journey', () => {
    const fill = { endsAt: trait('contractEnds') };
    const refusal =
      "J107 awareness › extend-your-trial: The topic 'your-seat' is for service only, and this mail asks for something. → Name another topic, or say educate.";
    const topic = 'your-seat';
    expect(refusals([convert('extend-your-trial', { topic, fill }), ending])).toEqual([refusal]);
    expect(refusals([convert('extend-your-trial', { fill }), ending], { topic })).toEqual([
      refusal,
    ]);
  });
});

test('an offer to success asks for the reasons that success may give', () => {
  const care = offerTo('care', {
    ...offer,
    accepted: into('success'),
    rejected: { ...rejected, 'unhappy-now': to('nurture') },
  });
  const success = [assist({ ...around.selling[0], shelf: {} } as never)];
  const { selling: _, ...others } = around;
  const more = { stages: { ...others, handoff: [care], success } };
  expect(refusals([to('handoff')], more)).toEqual([]);
});

test('an assist may be named', () => {
  const steps = stepsOf([to('nurture')], {
    stages: {
      ...around,
      selling: [
        assist({
          name: 'with-sales',
          shelf: {},
          lost: to('nurture'),
          returned: to('nurture'),
          quiet: { after: '45 days', then: to('nurture') },
        }),
      ],
    },
    whenever: [when(demo, to('handoff'))],
  });
  expect(steps).toHaveProperty(['selling.with-sales']);
});
