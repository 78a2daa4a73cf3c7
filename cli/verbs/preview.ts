import { writeFile } from 'node:fs/promises';
import { preview } from '../../mail/preview.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{ as: string; out?: string }>;

/** A mail as somebody would get it. */
export const previewVerb: Verb = (program, cli) => {
  program
    .command('preview <mail>')
    .description('a mail as somebody would get it')
    .option('--as <whom>', '“sample”, or the address of a prospect', 'sample')
    .option('--out <file>', 'write the HTML there')
    .action(async (mail: string, { as, out }: Options) => {
      const here = cli();
      const { mailAs } = await import('../mails.ts'); // with MJML, which takes long
      const { template, merge } = await mailAs(here, mail, as);
      const shown = preview(template, merge);
      if (out !== undefined) await writeFile(out, shown.html);
      here.output.result(shown, () => [
        `From: ${merge.sender.name} <${merge.sender.address}>`,
        `Subject: ${shown.subject}`,
        '',
        shown.text,
        ...(out === undefined ? [] : ['', `The HTML is in ${out}.`]),
      ]);
    });
};
