import { expect, test } from 'vitest';
import { applyWaivers } from '../../../core/check/apply-waivers.ts';
import { counts, type Finding } from '../../../core/check/finding.ts';
import { markdownOf } from '../../../core/check/markdown.ts';
import { printFindings } from '../../../core/check/print.ts';
import type { Waiver } from '../../../core/check/waiver.ts';

const finding: Finding = {
  code: 'J103',
  journey: 'trial',
  path: 'nurture',
  what: 'Too little teaches.',
  why: 'Most have no intent.',
  mend: 'Teach more.',
};
const waiver: Waiver = { code: 'J103', reason: 'The launch week.', until: '2026-12-31' };
const judged = (today: string, findings: readonly Finding[] = [finding], journey = 'trial') =>
  applyWaivers(findings, new Map([[journey, [waiver]]]), today);

test('a waiver holds until the end of its last day, and is printed with its reason', () => {
  const [one, ...more] = judged('2026-12-31');
  expect(more).toEqual([]);
  expect(one && counts(one)).toBe(false);
  expect(printFindings(judged('2026-12-31'))).toBe(
    [
      'J103  trial · nurture',
      '      Too little teaches.',
      '      Why: Most have no intent.',
      '      Waived until 2026-12-31: The launch week.',
    ].join('\n'),
  );
});

test('after that day the finding is back, and says that it was waived', () => {
  const [one] = judged('2027-01-01');
  expect(one && counts(one)).toBe(true);
  expect(printFindings(judged('2027-01-01'))).toContain(
    'It was waived until 2026-12-31: The launch week.\n      → Teach more.',
  );
});

test('a newer waiver counts where an older one has ended', () => {
  const two = new Map([['trial', [waiver, { ...waiver, reason: 'Again.', until: '2027-02-01' }]]]);
  expect(applyWaivers([finding], two, '2027-01-01')).toMatchObject([
    { waived: { reason: 'Again.' } },
  ]);
});

test('it covers its own code and journey, and one that covers nothing is a finding', () => {
  expect(judged('2026-12-01', [finding], 'course')).toMatchObject([
    { code: 'J103', journey: 'trial' },
    { code: 'W001', journey: 'course' },
  ]);
  expect(judged('2026-12-01', [{ ...finding, code: 'J102' }])).toMatchObject([
    { code: 'J102' },
    { code: 'W001', what: expect.stringContaining('The launch week.') as unknown },
  ]);
});

test('Markdown has what counts first, then warnings, then what is waived; markup of theirs stays text', () => {
  const warning: Finding = {
    ...finding,
    code: 'J106',
    warning: true,
    what: 'Only <b>captures</b>.',
  };
  const said = markdownOf([...judged('2026-12-01'), warning, { ...finding, code: 'J102' }]);
  expect(said).toMatch(/^### Findings[^#]*J102[^#]*### Warnings[^#]*J106[^#]*### Waived[^#]*J103/);
  expect(said).toContain('Only &lt;b>captures&lt;/b>.');
  expect(said).toContain('*Waived until 2026-12-31:* The launch week.');
});
