import { describe, expect, test } from 'vitest';
import { rehearse } from '../../testing/rehearse.ts';
import { guide } from '../../starter/journeys/guide.ts';
import type { house } from '../../starter/journeys/house.ts';
import type { Mails, Series } from '../../starter/templates/mails.gen.ts';

const file = new URL('../../starter/tests/words.ts', import.meta.url).href;
const { given } = await rehearse<typeof house, Mails, Series>(file);

const ana = given({ name: 'Ana', traits: { role: 'owner', employees: 24 } });
const begun = () => ana.in(guide).does('guide.requested');
const offered = () => begun().after('10 days').does('demo.requested').expectHandoff('sales');

/** What a scene that is not as expected says; and where, of this file. */
function refused(
  tell: () => unknown,
): Readonly<{ said: string; name: string; stack: readonly string[] }> {
  try {
    tell();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
    return { said: error.message, name: error.name, stack };
  }
  throw new Error('nothing was refused');
}

describe('something expected', () => {
  test('may have come already, or is waited for; what comes before it is passed over', () =>
    begun()
      .after('25 days')
      .expectMail('the-guide')
      .expectStage('recycle')
      .expectSeries('notes', { within: '7 days' }));

  test('that does not come is told with what came instead, and a pointer where it was expected', () => {
    const { said, name } = refused(() =>
      begun()
        .after('10 days')
        .does('pricing.viewed')
        .expectMail('notes/01-swaps', { within: '2 days' }),
    );
    expect(name).toBe('NotAsExpected');
    expect(said).toMatchInlineSnapshot(`
      "Expected within 2 days: the mail ‘notes/01-swaps’. It did not come.
      Instead: convert a-short-call; stage nurture → handoff (marketing); handoff offered to Sales: answer by Thu 21 Jan 2027 14:30; handoff nobody of Sales answered in time; 1 more.

      Ana · guide · times of UTC

      Mon 11 Jan 2027 10:30  is       role: owner, employees: 24
                             does     asked for the guide
                             enters   guide by what they did, in nurture (marketing)
                             educate  the-guide
      Thu 21 Jan 2027 10:30  does     looked at the prices
      ▶ expected from here, within 2 days: the mail ‘notes/01-swaps’
                             convert  a-short-call
                                      · because they looked at the prices in the last 14 days
                             stage    nurture → handoff (marketing)
                                      · because they looked at the prices in the last 14 days, are owner
                                        or planner, and have 20 or more employees
                             handoff  offered to Sales: answer by Thu 21 Jan 2027 14:30
                                      · because they looked at the prices in the last 14 days, are owner
                                        or planner, and have 20 or more employees
      Thu 21 Jan 2027 14:30  handoff  nobody of Sales answered in time
                             stage    handoff → recycle (marketing)

      It is Sat 23 Jan 2027 10:30."
    `);
  });

  test('before the line that was just read is said to be out of order', () => {
    const { said } = refused(() =>
      begun()
        .expectStage('recycle', { within: '30 days' })
        .expectMail('the-guide', { within: '1 day' }),
    );
    expect(said).toContain(
      'It came before that, on Mon 11 Jan 2027 10:30: say what happens in the order in which it does.',
    );
  });

  test('must come after what they did last, and in its time', () => {
    const clicked = refused(() => begun().clicks().expectMail('the-guide'));
    expect(clicked.said).toContain('It came before that');
    const within = refused(() =>
      begun().after('2 days').expectMail('the-guide', { within: '1 day' }),
    );
    expect(within.said).toContain('It came before that');
  });

  test('too late is not in time', () => {
    const late = (within: '6 days' | '7 days') =>
      begun().after('21 days').expectStage('recycle').expectSeries('notes', { within });
    expect(refused(() => late('6 days')).said).toContain('within 6 days');
    late('7 days');
  });

  test('has the stack of the line that says it, and none of ours above', () => {
    const { stack } = refused(() => begun().expectStage('selling'));
    expect(stack[0]).toMatch(/words\.test\.ts:\d+:\d+/);
    expect(stack.join('\n')).not.toMatch(/[/\\]testing[/\\](scene|acting|days)\.ts/);
  });
});

describe('something not expected', () => {
  test('is pointed at, with a little of what came after it', () => {
    const { said } = refused(() => begun().after('300 days').expectNoMail());
    expect(said).toMatch(
      /^Expected since Mon 11 Jan 2027 10:30: no mail\. But on .*: educate the-guide\./,
    );
    expect(said).toMatch(/educate {2}the-guide\n▶ expected: no mail/);
    expect(said).toMatch(/… and \d+ lines more/);
  });

  test('cannot be said of no time at all, for then it could not fail', () => {
    expect(refused(() => begun().expectNoMail()).name).toBe('CannotBe');
    expect(refused(() => begun().expectNothingElse()).said).toMatch(/for how long/);
  });

  test('is only what is meant', () => {
    begun()
      .after('300 days')
      .expectNoMail({ mindset: 'convert' })
      .expectNoMail({ mail: 'a-short-call' })
      .expectNoHandoff();
    offered().expectNoHandoff({ for: '3 hours' });
    expect(
      refused(() => begun().after('60 days').expectNoMail({ series: 'notes' })).said,
    ).toContain('no mail of the series ‘notes’');
    expect(
      refused(() =>
        begun().does('demo.requested').after('1 day').expectNoHandoff({ team: 'sales' }),
      ).said,
    ).toContain('no offer to Sales');
  });

  test('from now on: what came before does not count', () =>
    begun().expectMail('the-guide').after('1 minute').expectNothingElse({ for: '20 days' }));
});

describe('sales', () => {
  test('accepts, wins, and the journey has ended', () => {
    offered()
      .salesAccepts()
      .expectStage('selling')
      .after('9 days')
      .salesWins()
      .expectEnd('won', { within: '1 minute' });
    expect(
      refused(() => offered().salesAccepts().salesWins().expectStage('recycle')).said,
    ).toContain('it ended as won');
  });

  test('rejects with a reason, loses, returns, and puts off', () => {
    offered().salesRejects('not-ready', { rep: 'kim' }).expectStage('recycle');
    offered().salesRejects('bad-fit').expectEnd('bad-fit');
    offered().salesAccepts().salesLoses('no-response').expectStage('recycle');
    offered().salesAccepts().salesReturns().expectStage('recycle');
    offered()
      .salesSaysNotYet('5 days')
      .expectNoHandoff({ for: '4 days' })
      .expectHandoff('sales', { within: '2 days' });
  });

  test('can answer only what is open, by a rep of the team', () => {
    expect(refused(() => begun().salesAccepts()).said).toContain('no handoff is open');
    expect(refused(() => offered().salesWins()).said).toContain('the handoff is offered');
    expect(refused(() => offered().salesAccepts({ rep: 'rosa' })).said).toContain(
      'rosa is no rep of sales. There are: kim.',
    );
  });
});

describe('whoever it is about', () => {
  test('answers and follows the mails they got, and no others', () => {
    begun().replies().expectHandoff('sales', { within: '1 minute' });
    begun().clicks('the-guide').expectNoHandoff({ for: '1 day' });
    expect(refused(() => begun().replies('a-short-call')).said).toContain(
      'They were not sent ‘a-short-call’ yet',
    );
  });

  test('becomes somebody else, and is then judged so', () => {
    const small = given({ traits: { role: 'owner', employees: 3 } });
    small
      .in(guide)
      .does('guide.requested')
      .does('pricing.viewed')
      .expectNoHandoff({ for: '10 days' });
    small
      .in(guide)
      .does('guide.requested')
      .becomes({ employees: 30 })
      .does('pricing.viewed')
      .expectHandoff('sales', { within: '2 days' });
  });

  test('may come from a list; sales cannot put them in where there is no such door', () => {
    ana.in(guide).fromList().expectMail('the-guide', { within: '1 minute' });
    expect(refused(() => ana.in(guide).bySales()).said).toBe('Nobody enters ‘guide’ by sales.');
  });

  test('is somebody of personas/, by name; their own deeds are not played', () => {
    given('ana')
      .in(guide)
      .does('guide.requested')
      .expectNoMail({ mail: 'a-short-call', for: '12 days' });
    expect(refused(() => given('anna')).said).toContain('Did you mean ‘ana’?');
  });

  test('lives by the clock on their own wall', () => {
    const far = given({ zone: 'Australia/Sydney', begins: '2027-06-01 08:00' });
    expect(
      refused(() => far.in(guide).does('guide.requested').expectStage('selling')).said,
    ).toContain('Tue  1 Jun 2027 08:00  does     asked for the guide');
  });

  test('can only do what the house knows, with the properties that it takes', () => {
    const of = given as (somebody: object) => ReturnType<typeof given>;
    expect(refused(() => of({ traits: { employees: 'many' } }).in(guide)).said).toContain(
      'traits.employees',
    );
    const scene = begun() as unknown as { does: (event: string, props?: object) => unknown };
    expect(refused(() => scene.does('guide.requestd')).said).toContain(
      "Did you mean 'guide.requested'?",
    );
  });

  test('is in no journey that is not there', () => {
    const gide = { language: 1, id: 'gide' } as const;
    expect(refused(() => ana.in(gide)).said).toContain('Did you mean ‘guide’?');
  });
});

test('the longest silence while marketing had them is found, wherever it was', () => {
  begun().after('28 days').expectSilenceAtMost('28 days');
  const { said } = refused(() => begun().after('40 days').expectSilenceAtMost('20 days'));
  expect(said).toMatch(/nothing for 28 days, from Mon 11 Jan 2027 10:30 to Mon 8 Feb 2027 10:30/);
  expect(said).toMatch(/the-guide\n▶ silence from here: 28 days/);
});

test('a score that nobody keeps cannot be expected', () => {
  const scene = begun() as unknown as { expectScore: (axis: string, limit: object) => unknown };
  expect(refused(() => scene.expectScore('intent', { atLeast: 1 })).said).toContain(
    'Nothing counts into intent',
  );
});
