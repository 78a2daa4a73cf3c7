import cliProgress from 'cli-progress';
import { grouped, type Output } from './output.ts';

/** How far a long piece of work is: a bar on a terminal, a line now and then in a pipe. */
export type Progress = Readonly<{
  /** `done` of the total, in whatever the total is in; `said`: in words. */
  at: (done: number, said: string) => void;
  stop: () => void;
}>;

/** Between two lines in a pipe. */
const EVERY_MS = 5000;

export function createProgress(output: Output, total: number): Progress {
  if (output.live) return bar(total);
  return output.json ? silent : lines(output, total);
}

const silent: Progress = { at: () => {}, stop: () => {} };

function bar(total: number): Progress {
  const drawn = new cliProgress.SingleBar({
    format: '{bar} {percentage} %  {said}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  drawn.start(Math.max(total, 1), 0, { said: '' });
  return {
    at: (done, said) => drawn.update(Math.min(done, total), { said }),
    stop: () => drawn.stop(),
  };
}

function lines(output: Output, total: number): Progress {
  let last = Date.now();
  return {
    at(done, said) {
      if (Date.now() - last < EVERY_MS) return;
      last = Date.now();
      output.aside(`${Math.floor((100 * done) / Math.max(total, 1))} %: ${said}`);
    },
    stop: () => {},
  };
}

export const rowsRead = (read: number): string => `${grouped(read)} rows`;
