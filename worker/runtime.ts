import {
  DefaultLogger,
  type LogLevel,
  makeTelemetryFilterString,
  Runtime,
} from '@temporalio/worker';

/** What Temporal's core may log: the retries of a server that is away are its business, not the reader's. */
const CORE = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });

type Log = Readonly<{ warn: (facts: object, say: string) => void }>;

/** Once a process, before anything else of Temporal: its warnings go to our log, and signals are ours to handle. */
export function installRuntime(log: Log): void {
  const logger = new DefaultLogger('WARN', ({ level, message, meta }) => {
    if (isNews(level)) log.warn({ temporal: level, ...meta }, message);
  });
  const telemetryOptions = { logging: { filter: CORE, forward: {} } };
  Runtime.install({ logger, shutdownSignals: [], telemetryOptions });
}

const isNews = (level: LogLevel): boolean => level === 'WARN' || level === 'ERROR';
