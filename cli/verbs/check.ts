import { printFindings } from '../../core/check/print.ts';
import type { Checked } from '../findings.ts';
import type { Verb } from '../program.ts';

/** Holds a project against its own rules. */
export const checkVerb: Verb = (program, cli) => {
  program
    .command('check')
    .description('check journeys, mails, import maps and personas; exit 1 if there are findings')
    .action(async () => {
      const { dir, output } = cli();
      const { checkAll } = await import('../findings.ts'); // MJML alone takes as long as all else
      const checked = await checkAll(dir);
      if (checked.findings.length > 0) process.exitCode = 1;
      output.result(checked, () => linesOf(checked));
    });
};

function linesOf({ findings, journeys, mails, maps, personas }: Checked): readonly string[] {
  const seen = `${journeys} journeys, ${mails} mails, ${maps} import maps, ${personas} personas`;
  if (findings.length === 0) return [`Nothing found in ${seen}.`];
  const many = findings.length === 1 ? 'finding' : 'findings';
  return [printFindings(findings), '', `${findings.length} ${many} in ${seen}.`];
}
