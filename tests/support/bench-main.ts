import { startGround } from '../../bench/servers.ts';

/** A bench that starts its servers, says where they are, and would go on for ever. */
const { databaseUrl, smtp } = await startGround();
process.stdout.write(JSON.stringify([databaseUrl, smtp]));
setInterval(() => {}, 1_000);
