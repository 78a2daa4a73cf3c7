import { expect, test } from 'vitest';
import { printFindings } from '../../../core/check/print.ts';

test('a finding says its code and place, what is wrong, and how to mend it', () => {
  const printed = printFindings([
    {
      code: 'L020',
      file: 'journeys/trial.ts',
      journey: 'trial',
      path: 'awareness › first-wim',
      what: "'first-wim' is not a mail.",
      mend: "Did you mean 'first-win'?",
    },
    {
      code: 'P001',
      file: 'journeys/bad.ts',
      path: '',
      what: 'One line\nand another',
      mend: 'Mend it.',
    },
  ]);
  expect(printed).toBe(
    [
      'L020  journeys/trial.ts · trial · awareness › first-wim',
      "      'first-wim' is not a mail.",
      "      → Did you mean 'first-win'?",
      '',
      'P001  journeys/bad.ts',
      '      One line',
      '        and another',
      '      → Mend it.',
    ].join('\n'),
  );
});

test('nothing found prints nothing', () => {
  expect(printFindings([])).toBe('');
});
