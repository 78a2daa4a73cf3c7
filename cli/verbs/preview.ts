import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { preview } from '../../mail/preview.ts';
import { type Header, previewPage } from '../preview-page.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{ as: string; out?: string }>;

/** A mail as somebody would get it. */
export const previewVerb: Verb = (program, cli) => {
  program
    .command('preview <mail>')
    .description('a mail as somebody would get it, and a page to open')
    .option('--as <whom>', '“sample”, a persona, or the address of a prospect', 'sample')
    .option('--out <file>', 'write the page there')
    .action(async (mail: string, { as, out }: Options) => {
      const here = cli();
      const { mailAs } = await import('../mails.ts'); // with MJML, which takes long
      const { template, merge, to } = await mailAs(here, mail, as);
      const shown = preview(template, merge);
      const from = `${merge.sender.name} <${merge.sender.address}>`;
      const headers: readonly Header[] = [
        ['From', from],
        ...(to === undefined ? [] : [['To', to] as const]),
        ['Subject', shown.subject],
      ];
      const page = `${mail}.${as}.html`.replaceAll(/[^\w.@-]+/g, '-');
      const file = out ?? join(here.dir, '.perennial', 'previews', page);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, previewPage({ ...shown, mail, as, headers }));
      here.output.result({ ...shown, from, to, file }, () => [
        ...headers.map(([name, value]) => `${name}: ${value}`),
        '',
        shown.text,
        '',
        `To look at: ${pathToFileURL(file).href}`,
      ]);
    });
};
