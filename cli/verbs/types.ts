import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailsGen } from '../../mail/mails-gen.ts';
import type { Verb } from '../program.ts';

const FILE = 'templates/mails.gen.ts';

/** Tells TypeScript which mails there are, and what each must be filled with. */
export const typesVerb: Verb = (program, cli) => {
  program
    .command('types')
    .description(`write ${FILE} from the templates`)
    .option('--check', 'write nothing; say whether it is up to date')
    .action(async ({ check }: { check?: true }) => {
      const { dir, output } = cli();
      const { loadTemplates } = await import('../../mail/templates.ts'); // with MJML, which takes long
      const templates = await loadTemplates(dir);
      const text = mailsGen(templates);
      const current = text === (await readFile(join(dir, FILE), 'utf8').catch(() => undefined));
      if (!current && check) process.exitCode = 1;
      if (!current && !check) await writeFile(join(dir, FILE), text);
      const now = check
        ? 'is out of date. Run: perennial types'
        : `written: ${templates.size} mails.`;
      output.result({ file: FILE, current, mails: templates.size }, () => [
        `${FILE} ${current ? 'is up to date.' : now}`,
      ]);
    });
};
