import type { Found, MailEvidence } from '../../core/mail-evidence.ts';

/**
 * Several records as one. One that has the mail is enough. That it is absent, all of those must say that can prove such a thing: each
 * sees only what passes by it.
 */
export function allOf(records: readonly MailEvidence[]): MailEvidence {
  const [only] = records;
  if (only !== undefined && records.length === 1) return only;
  return {
    name: records.map(({ name }) => name).join(' and '),
    provesAbsence: records.some(({ provesAbsence }) => provesAbsence),
    settlesWithin: Math.max(...records.map(({ settlesWithin }) => settlesWithin)),
    patience: Math.max(...records.map(({ patience }) => patience)),
    async problem() {
      const problems = await Promise.all(records.map((record) => record.problem()));
      return problems.find((one) => one !== undefined);
    },
    async look(sought) {
      const found = await Promise.all(
        records.map(async (record) => ({ ...record, found: await record.look(sought) })),
      );
      return together(found);
    },
    async close() {
      await Promise.all(records.map((record) => record.close()));
    },
  };
}

function together(found: readonly Readonly<{ found: Found; provesAbsence: boolean }>[]): Found {
  if (found.some((one) => one.found === 'accepted')) return 'accepted';
  const provers = found.filter(({ provesAbsence }) => provesAbsence);
  return provers.length > 0 && provers.every((one) => one.found === 'absent')
    ? 'absent'
    : 'unknown';
}
