import type { Explained, ExplainedStage } from '../core/english/explain-journey.ts';

const WIDTH = 100;

/** A journey in plain English, as lines for a terminal or a mail. Pure. */
export function explainText(explained: Explained, version: string): readonly string[] {
  const { journey, about, enter, anytime, scores, stages } = explained;
  return [
    `${journey}, in plain English (version ${version})`,
    `It is about: ${about}.`,
    ...section('How people come in', enter),
    ...section('At any time while marketing has them', anytime),
    ...section('What counts', scores),
    ...stages.flatMap(stageLines),
  ];
}

const section = (title: string, said: readonly string[]): readonly string[] =>
  said.length === 0 ? [] : ['', title, ...said.flatMap((one) => wrapped(one, '  - '))];

const stageLines = (
  { stage, owner, says, steps }: ExplainedStage,
  index: number,
): readonly string[] => [
  '',
  `${index + 1}. ${stage} (${owner}). ${says}`,
  ...steps.flatMap(({ number, says: said, ways }) => [
    ...wrapped(said, `  ${number}  `),
    ...ways.flatMap((way) => wrapped(way, `${' '.repeat(number.length + 4)}- `)),
  ]),
];

/** The text in lines, the first with the mark, the others under its first word. */
function wrapped(text: string, mark: string): readonly string[] {
  const indent = ' '.repeat(mark.length);
  const lines: string[] = [];
  let line = mark;
  for (const word of text.split(' ')) {
    if (line.length + word.length > WIDTH && line.trim() !== '' && line !== mark) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}
