import type { SplitStep, StepId } from '../../frozen.ts';
import { NOWHERE, refuse, type Spot, within } from '../draft.ts';
import { type Fields, isFields, meantOr, spell } from '../fields.ts';
import { ruleIn } from '../rule.ts';
import { idIn } from '../text.ts';
import type { Kind, Place } from './kind.ts';

export const split: Kind = {
  words: ['id', 'arms', 'shares', 'by', 'judgedBy'],
  name: (said) => said['id'],
  freeze(said, place) {
    const arms = armsIn(said, place);
    return {
      kind: 'split',
      by: byIn(said, place),
      arms,
      ...(said['judgedBy'] !== undefined && {
        judgedBy: ruleIn(within(place, 'judgedBy'), said['judgedBy']),
      }),
      next: place.next === NOWHERE ? firstOf(arms) : place.next,
    };
  },
};

/** At the end of a list: whoever was drawn for an arm that is gone since, goes the first one's way. */
const firstOf = (arms: SplitStep['arms']): StepId => Object.values(arms)[0]?.next ?? NOWHERE;

function armsIn(said: Fields, place: Place): SplitStep['arms'] {
  const arms = Object.entries(isFields(said['arms']) ? said['arms'] : {});
  if (arms.length < 2) noExperiment(place);
  const shares = sharesIn(
    said['shares'],
    within(place, 'shares'),
    arms.map(([arm]) => arm),
  );
  return Object.fromEntries(
    arms.map(([arm, lines]) => {
      const name = idIn(within(place, arm), arm);
      return [name, { share: shares.get(arm) ?? 0, next: place.arm(arm, lines) }];
    }),
  );
}

const noExperiment = (place: Place): void =>
  refuse(place, {
    code: 'L000',
    what: 'One arm is no experiment.',
    mend: 'Name a second one: { holdout: [] } gets nothing.',
  });

/** Each arm's share; unless said, all get the same. An arm of share 0 keeps whom it has, and gets nobody more. */
function sharesIn(said: unknown, spot: Spot, arms: readonly string[]): ReadonlyMap<string, number> {
  if (said === undefined) return new Map(arms.map((arm) => [arm, 1]));
  const given = isFields(said) ? said : {};
  for (const arm of Object.keys(given)) {
    if (arms.includes(arm)) continue;
    const what = `There is no arm '${arm}' to have a share.`;
    refuse(spot, { code: 'L000', what, mend: meantOr(arm, arms) });
  }
  const shares = new Map(arms.map((arm) => [arm, shareIn(spot, arm, given[arm])]));
  const sum = [...shares.values()].reduce((all, share) => all + share, 0);
  if (sum <= 0) {
    const mend = 'Give one of them a share above 0.';
    refuse(spot, { code: 'L000', what: 'Nobody gets into any arm.', mend });
  }
  return shares;
}

function shareIn(spot: Spot, arm: string, share: unknown): number {
  if (typeof share === 'number' && Number.isFinite(share) && share >= 0) return share;
  refuse(within(spot, arm), {
    code: 'L000',
    what: share === undefined ? `The arm '${arm}' has no share.` : `${spell(share)} is no share.`,
    mend: `Say a number: { ${arm}: 50 }; they count relative to each other.`,
  });
  return 0;
}

function byIn({ by }: Fields, place: Place): SplitStep['by'] {
  if (by === undefined || by === 'prospect') return 'prospect';
  if (by === 'account') return by;
  const mend = "Say 'prospect' or 'account'.";
  refuse(within(place, 'by'), { code: 'L000', what: `Nobody is drawn by ${spell(by)}.`, mend });
  return 'prospect';
}
