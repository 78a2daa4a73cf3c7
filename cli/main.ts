import { codeOf } from './mishap.ts';
import { runProgram, type Verbs } from './program.ts';

/** Each is loaded when it is called: whoever simulates needs no mail server's client, and waits for none. */
const verbs: Verbs = {
  init: async () => (await import('./verbs/init.ts')).initVerb,
  journeys: async () => (await import('./verbs/journeys.ts')).journeysVerb,
  import: async () => (await import('./verbs/import.ts')).importVerb,
  enrol: async () => (await import('./verbs/enrol.ts')).enrolVerb,
  leave: async () => (await import('./verbs/leave.ts')).leaveVerb,
  find: async () => (await import('./verbs/find.ts')).findVerb,
  explain: async () => (await import('./verbs/explain.ts')).explainVerb,
  take: async () => (await import('./verbs/take.ts')).takeVerb,
  'give-back': async () => (await import('./verbs/give-back.ts')).giveBackVerb,
  erase: async () => (await import('./verbs/erase.ts')).eraseVerb,
  handoffs: async () => (await import('./verbs/handoffs.ts')).handoffsVerb,
  tasks: async () => (await import('./verbs/tasks.ts')).tasksVerb,
  replies: async () => (await import('./verbs/replies.ts')).repliesVerb,
  hold: async () => (await import('./verbs/hold.ts')).holdVerb,
  holds: async () => (await import('./verbs/holds.ts')).holdsVerb,
  release: async () => (await import('./verbs/release.ts')).releaseVerb,
  repair: async () => (await import('./verbs/repair.ts')).repairVerb,
  check: async () => (await import('./verbs/check.ts')).checkVerb,
  goals: async () => (await import('./verbs/goals.ts')).goalsVerb,
  draw: async () => (await import('./verbs/draw.ts')).drawVerb,
  types: async () => (await import('./verbs/types.ts')).typesVerb,
  preview: async () => (await import('./verbs/preview.ts')).previewVerb,
  simulate: async () => (await import('./verbs/simulate.ts')).simulateVerb,
  forecast: async () => (await import('./verbs/forecast.ts')).forecastVerb,
  'send-test': async () => (await import('./verbs/send-test.ts')).sendTestVerb,
  doctor: async () => (await import('./verbs/doctor.ts')).doctorVerb,
};

// Whoever reads us has seen enough: `perennial simulate … | head`.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runProgram(verbs, process.argv.slice(2), process.env);
