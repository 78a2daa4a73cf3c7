import { createHash } from 'node:crypto';
import type { ImportMap } from '../../core/import-map.ts';
import type { Ctx } from '../../store/ctx.ts';
import { type FileMemory, type Seen, withFileMemory } from '../../store/file-memory.ts';
import { type ImportRow, putMany } from '../../store/put-many.ts';
import type { ApiDeps } from '../deps.ts';
import { type CompiledMap, compileMap } from './compile-map.ts';
import { type CsvRow, csvRows } from './csv-rows.ts';
import { readHeader } from './header.ts';
import type { Counts, ImportEvent, ImportResult } from './import-result.ts';
import { type Mapped, rowMapper } from './map-row.ts';
import { utf8Only } from './utf8-only.ts';

export type ImportDeps = Readonly<{ ctx: Ctx; traits: ApiDeps['traits'] }>;
export type ImportJob = Readonly<{
  mapName: string;
  map: ImportMap;
  file: AsyncIterable<Buffer>;
  dryRun: boolean;
  /** Bytes. */
  atMost: number;
  /** Is awaited, so that a slow reader slows the import down. The first event says that the file can be read. */
  tell: (event: ImportEvent) => Promise<void>;
}>;

const CHUNK = 500;
const KEPT_REFUSALS = 100;

/**
 * Reads a file row by row and writes it in chunks, each its own transaction: a file that fails half way may be sent
 * again. Memory does not grow with the file.
 * @throws Problem when the map, the header or the encoding is no good; nothing was written before the header was read.
 */
export const runImport = (
  deps: ImportDeps,
  job: ImportJob,
  after: (memory: FileMemory) => Promise<Partial<ImportResult>>,
): Promise<ImportResult> => {
  const map = compileMap(job.map, Object.keys(deps.ctx.house.topics));
  return withFileMemory(deps.ctx, async (memory) => {
    const run = new Run(deps, job, memory);
    await run.read(map);
    return { ...run.result(), ...(await after(memory)) };
  });
};

type Waiting = Readonly<{ csv: CsvRow; row: ImportRow; seen: Seen }>;

class Run {
  readonly #deps: ImportDeps;
  readonly #job: ImportJob;
  readonly #memory: FileMemory;
  readonly #counts: Counts = {
    read: 0,
    new: 0,
    changed: 0,
    unchanged: 0,
    refused: 0,
    suppressed: 0,
    withoutConsent: 0,
  };
  readonly #refusals: { line: number; reason: string }[] = [];
  #waiting: Waiting[] = [];
  #bytes = 0;

  constructor(deps: ImportDeps, job: ImportJob, memory: FileMemory) {
    this.#deps = deps;
    this.#job = job;
    this.#memory = memory;
  }

  result(): ImportResult {
    return { ...this.#counts, dryRun: this.#job.dryRun, refusals: this.#refusals };
  }

  async read(map: CompiledMap): Promise<void> {
    const bytes = utf8Only(this.#counted(this.#job.file), this.#job.atMost);
    let mapped: ((row: CsvRow) => Mapped) | undefined;
    for await (const csv of csvRows(bytes, map.delimiter)) {
      if (mapped) await this.#row(csv, mapped(csv));
      else mapped = await this.#header(csv, map);
    }
    if (!mapped) readHeader(undefined, map.columns);
    await this.#write();
  }

  async #header({ cells }: CsvRow, map: CompiledMap): Promise<(row: CsvRow) => Mapped> {
    const header = readHeader(cells, map.columns);
    await this.#job.tell({ kind: 'columns', columns: header.columns });
    return rowMapper(map, header, this.#deps.traits.check);
  }

  async #row(csv: CsvRow, mapped: Mapped): Promise<void> {
    this.#counts.read += 1;
    if (mapped.kind === 'refused') return this.#refuse(csv, mapped.reason);
    const { row, key } = mapped;
    const { line, email: _, ...said } = row; // who it is, is the key
    const hash = createHash('sha256').update(JSON.stringify(said)).digest('base64');
    this.#waiting.push({ csv, row, seen: { key, hash, line } });
    if (this.#waiting.length >= CHUNK) await this.#write();
  }

  async #write(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (waiting.length > 0) {
      const fresh = await this.#withoutRepeats(waiting);
      const { dryRun, mapName } = this.#job;
      add(this.#counts, await putMany(this.#deps.ctx, mapName, fresh, { dryRun }));
    }
    await this.#job.tell({ kind: 'progress', bytes: this.#bytes, ...this.#counts });
  }

  /** Nobody stands in a file twice: who repeats themselves changes nothing, who contradicts themselves is refused. */
  async #withoutRepeats(waiting: readonly Waiting[]): Promise<readonly ImportRow[]> {
    const first = await this.#memory.note(waiting.map(({ seen }) => seen));
    const fresh: ImportRow[] = [];
    for (const { csv, row, seen } of waiting) {
      const before = first.get(seen.key) ?? seen;
      if (before.line === seen.line) fresh.push(row);
      else if (before.hash === seen.hash) this.#counts.unchanged += 1;
      else await this.#refuse(csv, `line ${before.line} has the same address and says otherwise`);
    }
    return fresh;
  }

  async #refuse({ line, cells }: CsvRow, reason: string): Promise<void> {
    this.#counts.refused += 1;
    if (this.#refusals.length < KEPT_REFUSALS) this.#refusals.push({ line, reason });
    await this.#job.tell({ kind: 'refused', line, reason, cells });
  }

  async *#counted(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of file) {
      this.#bytes += chunk.length;
      yield chunk;
    }
  }
}

function add(counts: Counts, more: Omit<Counts, 'read' | 'refused'>): void {
  counts.new += more.new;
  counts.changed += more.changed;
  counts.unchanged += more.unchanged;
  counts.suppressed += more.suppressed;
  counts.withoutConsent += more.withoutConsent;
}
