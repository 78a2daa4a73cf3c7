import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { graphOf } from '../../core/graph/graph-of.ts';
import { loadProject } from '../../project/load.ts';
import { mermaidOf } from '../draw/mermaid.ts';
import { findJourney } from '../find-journey.ts';
import type { Verb } from '../program.ts';

type Options = Readonly<{ svg?: true; mermaid?: true; out?: string }>;

/** A journey as a picture. */
export const drawVerb: Verb = (program, cli) => {
  program
    .command('draw <journey>')
    .description('a journey as a picture: Mermaid text, or an SVG')
    .option('--mermaid', 'a Mermaid flowchart, for Markdown (the default)')
    .addOption(new Option('--svg', 'a picture that every browser opens').conflicts('mermaid'))
    .option('--out <file>', 'write it there')
    .action(async (name: string, options: Options) => {
      const { dir, output } = cli();
      const project = await loadProject(dir);
      const { id, frozen, hash } = findJourney(project, name);
      const graph = graphOf({ journey: frozen, house: project.data });
      const about = project.data.topics[frozen.topic]?.name ?? frozen.topic;
      const heading = { title: id, version: hash.slice(0, 12), about };
      const form = options.svg ? 'svg' : 'mermaid';
      const text = options.svg
        ? (await import('../draw/svg.ts')).svgOf(graph, heading)
        : mermaidOf(graph);
      const { out } = options;
      if (out !== undefined) await writeFile(out, text);
      output.result({ journey: id, version: hash, form, graph, text }, () => [
        out === undefined ? text.trimEnd() : `${id} is drawn in ${out}.`,
      ]);
    });
};
