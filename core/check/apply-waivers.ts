import type { Finding } from './finding.ts';
import type { Waiver } from './waiver.ts';

/** journey → what it waives. */
export type Waivers = ReadonlyMap<string, readonly Waiver[]>;

/**
 * The findings, those that a waiver covers marked as waived. A waiver that has ended covers nothing, and says so beside the finding; one
 * that covers nothing is a finding itself (W001). `today`: 'YYYY-MM-DD'. Pure.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: Waivers,
  today: string,
): readonly Finding[] {
  const judged = findings.map((finding) => judge(finding, waivers, today));
  const idle = [...waivers].flatMap(([journey, said]) =>
    said
      .filter((waiver) => !isUsed(waiver, journey, findings))
      .map((one) => needless(journey, one)),
  );
  return [...judged, ...idle];
}

function judge(finding: Finding, waivers: Waivers, today: string): Finding {
  const said = (waivers.get(finding.journey ?? '') ?? []).filter(
    ({ code }) => code === finding.code,
  );
  const holding = said.find(({ until }) => today <= until);
  if (holding) return { ...finding, waived: { reason: holding.reason, until: holding.until } };
  const [lapsed] = said.toSorted((a, b) => (a.until < b.until ? 1 : -1));
  if (lapsed === undefined) return finding;
  return { ...finding, note: `It was waived until ${lapsed.until}: ${lapsed.reason}` };
}

const isUsed = ({ code }: Waiver, journey: string, findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.journey === journey && finding.code === code);

const needless = (journey: string, { code, reason, until }: Waiver): Finding => ({
  code: 'W001',
  journey,
  path: '',
  what: `${code} is waived until ${until} (${reason}), and nothing here breaks it.`,
  why: 'A waiver that waives nothing hides the next mistake.',
  mend: `Take waive('${code}', …) out.`,
});
