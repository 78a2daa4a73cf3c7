import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { ApiDeps, App } from '../deps.ts';
import { name } from '../http/fields.ts';
import { problems } from '../http/problem.ts';
import { askedMap } from './asked-map.ts';
import { enrolFile, refuseUnknownJourney } from './enrol-file.ts';
import { importResult, type ImportResult } from './import-result.ts';
import { type ImportJob, runImport } from './run-import.ts';
import { sendLines } from './send-lines.ts';
import { createSlots } from './slots.ts';
import { chunksOf, notCsv, uploaded } from './uploaded.ts';

const LARGEST_FILE = 1_000_000_000;
/** Each keeps one of the pool's connections to itself and needs others: many would wait for each other. */
const AT_ONCE = 2;
const NDJSON = 'application/x-ndjson';

const query = z.strictObject({
  map: name.meta({ description: 'NAME of imports/NAME.json.' }),
  enrol: name.exactOptional().meta({ description: 'A journey for the people of the file.' }),
  dryRun: z.stringbool().default(false).meta({ description: 'Count, and write nothing.' }),
});
const headers = z.looseObject({
  accept: z.string().default(''),
  'perennial-import-map': z.string().exactOptional().meta({
    description: 'A map of your own, as base64url of its JSON; `map` is then what it is called.',
  }),
});
const schema = {
  tags: ['prospects'],
  summary: 'Import people from a CSV file',
  description: `The body is the file as text/csv: UTF-8, at most 1 GB, the columns' names in its first line. With \`accept: ${NDJSON}\` the answer tells progress and each refused row, a line each; \`done\` is the last, or \`failed\`.`,
  consumes: ['text/csv'],
  querystring: query,
  headers,
  response: { 200: importResult, ...problems },
};

/** Lists of people, streamed in. */
export const importRoutes =
  (deps: ApiDeps) =>
  async (app: App): Promise<void> => {
    const slots = createSlots(AT_ONCE);
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('text/csv', async (_: unknown, file: IncomingMessage) => file);
    app.addContentTypeParser('*', async () => Promise.reject(notCsv()));
    app.post('/v1/imports', { bodyLimit: LARGEST_FILE, schema }, async (request, reply) => {
      const file = uploaded(request.body, request.headers['content-type']);
      const { accept, 'perennial-import-map': own } = request.headers;
      try {
        const run = await prepare(deps, file, { ...request.query, own });
        const held = (tell: ImportJob['tell']) => slots.use(() => run(tell));
        return await (accept.includes(NDJSON) ? sendLines(reply, held) : held(async () => {}));
      } catch (error) {
        file.resume(); // or whoever is still sending never reads why not
        throw error;
      }
    });
  };

type Asked = z.output<typeof query> & Readonly<{ own: string | undefined }>;

/** Refuses what can be refused before the file is read; answers the import itself. */
async function prepare(
  deps: ApiDeps,
  file: Readable,
  { map: mapName, own, enrol, dryRun }: Asked,
): Promise<(tell: ImportJob['tell']) => Promise<ImportResult>> {
  const map = await askedMap(deps, mapName, own);
  if (enrol !== undefined) await refuseUnknownJourney(deps.ctx, enrol);
  return (tell) => {
    const job = { mapName, map, file: chunksOf(file), dryRun, atMost: LARGEST_FILE, tell };
    return runImport(deps, job, (memory) =>
      enrol === undefined || dryRun
        ? Promise.resolve({})
        : enrolFile(deps.ctx, enrol, { memory, tell }),
    );
  };
}
