import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { freeze } from '../../core/freeze/freeze.ts';
import type { Vocabulary } from '../../core/freeze/vocabulary.ts';
import type { AxisName, Axis, Frozen } from '../../core/frozen.ts';
import { houseData } from '../../project/house-data.ts';
import { houseVocabulary } from '../../project/vocabulary.ts';
import { Random } from '../../simulator/random.ts';
import type { Setup } from '../../simulator/setup.ts';
import { live, type Traced } from '../../simulator/walk.ts';
import { sliceOf } from '../../zones/slice.ts';
import { house } from '../core/language/house.ts';
import { onStage } from '../support/on-stage.ts';
import { randomJourney } from '../support/one-truth/random-journey.ts';
import { endOf, LAST, randomLife } from '../support/one-truth/random-life.ts';
import { RemoteWalks } from '../support/one-truth/remote-walk.ts';
import { versionOf } from '../support/stage.ts';

const seed = Number(process.env['PERENNIAL_SEED'] ?? Date.now() % 1_000_000);
const pairs = Number(process.env['PERENNIAL_PAIRS'] ?? 200);
const AT_ONCE = 20;

const intent: Axis = {
  halvesEvery: '10 days',
  worth: [
    { points: 12, signal: { kind: 'did', event: 'pricing.viewed' }, upTo: 24 },
    { points: 40, signal: { kind: 'did', event: 'demo.requested' } },
    { points: 5, signal: { kind: 'trait', trait: 'role', is: { value: 'buyer' } } },
  ],
};
const members = ['field-notes/01-a', 'field-notes/02-b', 'field-notes/03-c'];
const mails = new Map(
  ['first-win', 'why-teams-stall', 'reference-call', ...members].map(
    (mail) => [mail, { slots: {} }] as const,
  ),
).set('extend-your-trial', { slots: { endsAt: 'Date' } });
const words: Vocabulary = {
  ...houseVocabulary(house, mails),
  axes: new Map<AxisName, Axis>([['intent', intent]]),
};

test(
  `the simulator and the workflow do the same for ${pairs} random journeys and lives (PERENNIAL_SEED=${seed})`,
  { timeout: 300_000 },
  async () => {
    const cases = Array.from({ length: pairs }, (_, i) => caseOf(seed + i));
    const walks = new RemoteWalks();
    const journeys = cases.flatMap(({ setup }) => [...setup.versions.values()]);
    const asked = await onStage(
      { journeys, activities: walks.activities, sinks: walks.sinks },
      async (stage) => {
        let questions = 0;
        const queue = cases.values();
        const drive = async (): Promise<void> => {
          for (const one of queue) {
            const real = await walks.live(stage, one.again().life, one.end);
            expect(real, `PERENNIAL_SEED=${one.seed}`).toEqual(one.trace);
            questions += real.filter(({ kind }) => kind === 'ask').length;
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, drive));
        return questions;
      },
    );
    expect(asked).toBeGreaterThan(pairs * 5); // or nothing was compared
  },
);

/** Two journeys and a life, and what the simulator makes of them. */
function caseOf(of: number) {
  const setup = setupOf(of);
  const id = randomUUID();
  const first = randomLife(setup, of, id);
  live(first.life, LAST);
  const end = endOf(first);
  const trace: Traced[] = [];
  const second = randomLife(setup, of, id);
  live(second.life, end, (traced) => void trace.push(traced));
  return { seed: of, setup, end, trace, again: () => randomLife(setup, of, id) };
}

function setupOf(of: number): Setup {
  const random = new Random(of);
  const journeys = [frozenJourney(random, 'first'), frozenJourney(random, 'second')];
  return {
    house: houseData(house),
    versions: new Map(journeys.map((journey) => [versionOf(journey), journey])),
    series: new Map([['field-notes', members]]),
    sliceFor: (zone, at) => sliceOf(zone, at),
  };
}

/** The first that `freeze` takes. */
function frozenJourney(random: Random, id: string): Frozen {
  for (let tries = 0; tries < 100; tries += 1) {
    const { frozen } = freeze(randomJourney(random, id), words);
    if (frozen) return frozen;
  }
  throw new Error('no random journey can be frozen');
}
