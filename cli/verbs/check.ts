import { Option } from 'commander';
import { counts, type Finding } from '../../core/check/finding.ts';
import { markdownOf } from '../../core/check/markdown.ts';
import { printFindings } from '../../core/check/print.ts';
import type { Checked } from '../findings.ts';
import type { Verb } from '../program.ts';
import { todayOption } from '../today.ts';

type Options = Readonly<{ types: boolean; markdown?: true; today: string }>;

/** Holds a project against its own words and against the rule book. */
export const checkVerb: Verb = (program, cli) => {
  program
    .command('check')
    .description(
      'check journeys, goals, mails, import maps and personas against the rule book; exit 1 if there are findings',
    )
    .addOption(new Option('--markdown', 'for a comment on a pull request'))
    .option('--types', 'ask TypeScript too', true)
    .option('--no-types', 'do not: an editor, or tsc, has')
    .addOption(todayOption())
    .action(async ({ types, markdown, today }: Options) => {
      const { dir, output } = cli();
      const { checkAll } = await import('../findings.ts'); // MJML alone takes as long as all else
      const checked = await checkAll(dir, { types, today });
      if (checked.findings.some(counts)) process.exitCode = 1;
      output.result(sorted(checked), () => (markdown ? markdownLines(checked) : linesOf(checked)));
    });
};

/** What counts apart from what is only to be known: as data. */
const sorted = ({ findings, ...seen }: Checked): object => ({
  ...seen,
  findings: findings.filter(counts),
  warnings: findings.filter(isWarning),
  waived: findings.filter(({ waived }) => waived),
});

const isWarning = ({ warning, waived }: Finding): boolean =>
  warning !== undefined && waived === undefined;

function linesOf(checked: Checked): readonly string[] {
  const { findings } = checked;
  const inOrder = [
    ...findings.filter(({ waived }) => waived),
    ...findings.filter(isWarning),
    ...findings.filter(counts), // last: that is where one looks
  ];
  if (inOrder.length === 0) return [sumOf(checked)];
  return [printFindings(inOrder), '', sumOf(checked)];
}

function markdownLines(checked: Checked): readonly string[] {
  const said = markdownOf(checked.findings);
  return [...(said === '' ? [] : [said, '']), sumOf(checked)];
}

function sumOf({ findings, journeys, mails, maps, personas }: Checked): string {
  const seen = `${journeys} journeys, ${mails} mails, ${maps} import maps, ${personas} personas`;
  const found = findings.filter(counts).length;
  const also = [
    counted(findings.filter(isWarning).length, 'warning', 'warnings'),
    counted(findings.filter(({ waived }) => waived).length, 'waived', 'waived'),
  ].filter((text) => text !== undefined);
  const sum = counted(found, 'finding', 'findings') ?? 'Nothing found';
  return `${sum} in ${seen}${also.map((text) => `; ${text}`).join('')}.`;
}

const counted = (count: number, one: string, many: string): string | undefined =>
  count === 0 ? undefined : `${count} ${count === 1 ? one : many}`;
