import { codeOf } from './mishap.ts';
import { type Verb, runProgram } from './program.ts';
import { checkVerb } from './verbs/check.ts';
import { doctorVerb } from './verbs/doctor.ts';
import { drawVerb } from './verbs/draw.ts';
import { enrolVerb } from './verbs/enrol.ts';
import { explainVerb } from './verbs/explain.ts';
import { findVerb } from './verbs/find.ts';
import { forecastVerb } from './verbs/forecast.ts';
import { goalsVerb } from './verbs/goals.ts';
import { handoffsVerb } from './verbs/handoffs.ts';
import { holdVerb } from './verbs/hold.ts';
import { importVerb } from './verbs/import.ts';
import { journeysVerb } from './verbs/journeys.ts';
import { leaveVerb } from './verbs/leave.ts';
import { previewVerb } from './verbs/preview.ts';
import { releaseVerb } from './verbs/release.ts';
import { repairVerb } from './verbs/repair.ts';
import { sendTestVerb } from './verbs/send-test.ts';
import { simulateVerb } from './verbs/simulate.ts';
import { tasksVerb } from './verbs/tasks.ts';
import { typesVerb } from './verbs/types.ts';

const verbs: readonly Verb[] = [
  journeysVerb,
  importVerb,
  enrolVerb,
  leaveVerb,
  findVerb,
  explainVerb,
  handoffsVerb,
  tasksVerb,
  holdVerb,
  releaseVerb,
  repairVerb,
  checkVerb,
  goalsVerb,
  drawVerb,
  typesVerb,
  previewVerb,
  simulateVerb,
  forecastVerb,
  sendTestVerb,
  doctorVerb,
];

// Whoever reads us has seen enough: `perennial simulate … | head`.
process.stdout.on('error', (error) => {
  if (codeOf(error) !== 'EPIPE') throw error;
  process.exit();
});
process.exitCode = await runProgram(verbs, process.argv.slice(2), process.env);
