import type { BranchStep } from '../../frozen.ts';
import { refuse, within } from '../draft.ts';
import { isFields, listOf, onlyWords } from '../fields.ts';
import { ruleIn } from '../rule.ts';
import type { Kind, Place } from './kind.ts';

type Case = BranchStep['cases'][number];

export const branch: Kind = {
  words: ['id', 'cases'],
  name: (said) => said['id'],
  freeze(said, place) {
    const cases = listOf(said['cases']).map((one, i) => caseIn(place, one, i + 1));
    const otherwise = cases.findIndex(({ when }) => when === undefined);
    if (otherwise < 0) return { kind: 'branch', cases, next: place.next };
    if (otherwise < cases.length - 1) behindOtherwise(place);
    return { kind: 'branch', cases, next: cases[otherwise]?.next ?? place.next };
  },
};

function caseIn(place: Place, one: unknown, number: number): Case {
  const said = isFields(one) ? one : {};
  const label = said['when'] === undefined ? 'otherwise' : `when ${number}`;
  onlyWords(within(place, label), said, ['when', 'steps']);
  const next = place.arm(label, said['steps']);
  if (said['when'] === undefined) return { next };
  return { when: ruleIn(within(place, label), said['when']), next };
}

const behindOtherwise = (place: Place): void =>
  refuse(place, {
    code: 'G003',
    what: 'A case behind otherwise(…) is never looked at.',
    mend: 'Say otherwise(…) last.',
  });
