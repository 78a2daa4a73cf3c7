import { join } from 'node:path';
import { pino, type Logger } from 'pino';

/** The product's own lines: in `product.log` of the world. Only what went wrong for good is said in the terminal too. */
export function openLog(dir: string, level: 'info' | 'warn' = 'info'): Logger {
  const file = pino.destination({ dest: join(dir, 'product.log'), sync: true });
  const streams = [{ stream: file }, { level: 'fatal' as const, stream: process.stdout }];
  return pino({ level }, pino.multistream(streams));
}
