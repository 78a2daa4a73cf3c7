import { codes, type Doctrine } from '../check/codes.ts';
import type { Waiver } from '../check/waiver.ts';
import { refuse, type Spot, within } from './draft.ts';
import { isFields, listOf, meantOr, onlyWords, spell } from './fields.ts';
import { dayIn } from './moment.ts';
import { textIn } from './text.ts';

/** What the journey asks to be let off: each with a reason and an end. */
export const waiversIn = (spot: Spot, waive: unknown): readonly Waiver[] =>
  waive === undefined ? [] : listOf(waive).map((one, i) => waiverIn(within(spot, `${i + 1}`), one));

function waiverIn(spot: Spot, one: unknown): Waiver {
  const said = isFields(one) ? one : {};
  onlyWords(spot, said, ['code', 'reason', 'until']);
  return {
    code: codeIn(spot, said['code']),
    reason: textIn(within(spot, 'reason'), said['reason']),
    until: dayIn(within(spot, 'until'), said['until']),
  };
}

const doctrine = Object.keys(codes).filter((code): code is Doctrine => code.startsWith('J'));

function codeIn(spot: Spot, code: unknown): Doctrine {
  const known = doctrine.find((one) => one === code);
  if (known !== undefined) return known;
  refuse(spot, {
    code: 'L052',
    what: `${spell(code)} is no rule that can be waived.`,
    mend: meantOr(code, doctrine),
  });
  return 'J104';
}
