import { spawn } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../dev/free-port.ts';
import { eventually } from '../support/eventually.ts';
import { Start } from '../support/local-stack.ts';
import { type Box, boxesOf, edited, missing } from '../support/tutorial.ts';

const root = join(import.meta.dirname, '../..');
const document = join(root, 'docs/tutorial.md');

let home: string;
let port: number;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'perennial-tutorial-'));
  await chmod(home, 0o711); // for root PostgreSQL runs as nobody, who must get in
  port = await freePort(5);
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

test(
  'the tutorial is true: whoever does what it says sees what it promises',
  { timeout: 120_000 },
  async () => {
    const reader = new Reader();
    const boxes = await boxesOf(document);
    let ended: number | null | undefined;
    try {
      for (const box of boxes) await reader.does(box);
    } finally {
      ended = await reader.stops();
    }
    expect(ended).toBe(0);
    expect(new Set(boxes.map(({ kind }) => kind)).size).toBe(5); // nothing was passed over
  },
);

/** Somebody who follows the document in a terminal, with another home and other ports than it says. */
class Reader {
  #cwd = root;
  #printed: () => string = () => '';
  #start: Start | undefined;

  async does(box: Box): Promise<void> {
    const text = box.text.replaceAll('~/', `${home}/`).replaceAll('7300', String(port));
    switch (box.kind) {
      case 'run':
      case 'fails': {
        const { code, out } = await this.#types(text);
        this.#printed = () => out;
        if (code !== (box.kind === 'run' ? 0 : 1))
          throw new Error(`tutorial.md:${box.line} ended with ${code} and had said:\n${out}`);
        return;
      }
      case 'start': {
        const start = new Start(
          spawn('bash', ['-c', `exec ${text}`], { ...this.#terminal, detached: true }),
        );
        this.#start = start;
        this.#printed = () => start.said;
        await start.says(/First mail/);
        return;
      }
      case 'prints':
        await eventually(() => {
          const lacks = missing(this.#printed(), text);
          if (lacks === undefined) return;
          const said = this.#printed();
          throw new Error(`tutorial.md:${box.line} promises “${lacks}” and there was:\n${said}`);
        }, 1000);
        return;
      case 'edit': {
        const file = join(this.#cwd, box.file);
        await writeFile(file, edited(await readFile(file, 'utf8'), box));
      }
    }
  }

  /** What it ends with; undefined: it never began. */
  async stops(): Promise<number | null | undefined> {
    return this.#start?.ctrlC();
  }

  /** One command after the other; where they end is where the next ones begin. */
  async #types(commands: string): Promise<Readonly<{ code: number; out: string }>> {
    const place = join(home, '.place');
    const script = `set -e\n${commands}\npwd > ${place}`;
    const child = spawn('bash', ['-c', script], this.#terminal);
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => void (out += part.toString()));
    const code = await new Promise<number>((done) => {
      child.once('close', (ended) => done(ended ?? -1));
    });
    if (code === 0) this.#cwd = (await readFile(place, 'utf8')).trim();
    return { code, out };
  }

  get #terminal() {
    const { VITEST: _, FORCE_COLOR: __, ...mine } = process.env;
    return { cwd: this.#cwd, env: { ...mine, NO_COLOR: '1', PERENNIAL_PORT: String(port) } };
  }
}
