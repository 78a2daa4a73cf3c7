import { leaves } from '../fact.ts';
import type { Frozen, StepId } from '../frozen.ts';
import { NOWHERE, refuse, type Spot, within } from './draft.ts';
import { entranceOf, ownerOf } from './entrance.ts';
import { endIn, exitTo } from './exit.ts';
import { isFields, listOf, onlyWords, spell } from './fields.ts';
import { ruleIn } from './rule.ts';

type Call = Frozen['whenever'][number];

type Said = Readonly<{ whenever?: unknown; stages?: unknown }>;

/** The interrupts. A deal won ends an entry as won, unless the journey says itself what it does: by an interrupt, or by the way of an assist. */
export function wheneverIn(spot: Spot, { whenever, stages }: Said): readonly Call[] {
  const said = whenever === undefined ? [] : listOf(whenever);
  const calls = said.map((call, i) => callIn(within(spot, `${i + 1}`), call));
  if (calls.some((call) => asksForDeals(spot, call)) || keepsTheWon(stages)) return calls;
  const won = { when: ruleIn(spot, { did: { event: 'deal.won' } }), at: exitTo(spot, 'won') };
  return [won, ...calls];
}

function callIn(spot: Spot, call: unknown): Call {
  const said = isFields(call) ? call : {};
  onlyWords(spot, said, ['when', 'steps']);
  if (said['when'] === undefined) {
    const mend = "Say when(condition, to('…')).";
    refuse(spot, { code: 'L000', what: 'An interrupt has a condition.', mend });
    return { when: '', at: NOWHERE };
  }
  return { when: ruleIn(spot, said['when']), at: targetIn(spot, said['steps']) };
}

function targetIn(spot: Spot, steps: unknown): StepId {
  const [way, ...more] = listOf(steps);
  const said = isFields(way) && more.length === 0 ? way : {};
  if (said['kind'] === 'end') return exitTo(spot, endIn(spot, said['as']));
  if (said['kind'] === 'to') return stageIn(spot, said['stage']);
  const what = `An interrupt leads, and nothing else: ${more.length > 0 ? 'several steps do' : `${spell(way)} does`} not.`;
  refuse(spot, { code: 'L000', what, mend: "Say when(condition, to('…')) or end('…')." });
  return NOWHERE;
}

function stageIn(spot: Spot, stage: unknown): StepId {
  const owner = ownerOf(spot, stage);
  if (owner !== undefined && owner !== 'marketing') {
    refuse(spot, {
      code: 'J105',
      what: `'${String(stage)}' is of ${owner}: only an accepted offer leads there.`,
      mend: 'Lead them to the stage that makes the offer.',
    });
  }
  return entranceOf(spot, stage);
}

const asksForDeals = ({ draft }: Spot, { when }: Call): boolean =>
  leaves(when).some((leaf) => {
    const ask = draft.facts.get(leaf);
    return ask?.kind === 'did' && ask.event === 'deal.won';
  });

/** Whether an assist somewhere in it leads whoever bought on to a stage. */
function keepsTheWon(said: unknown): boolean {
  if (typeof said !== 'object' || said === null) return false;
  const { kind, won } = said as Readonly<{ kind?: unknown; won?: unknown }>;
  if (kind === 'assist' && isFields(won) && won['kind'] === 'to') return true;
  return Object.values(said).some(keepsTheWon);
}
