import { startSink } from './sink.ts';

// A process of its own, so that what it costs is not taken for the sender's.
const sink = await startSink();
process.on('message', () => process.send?.({ mails: sink.mails() }));
process.on('disconnect', () => process.exit(0));
process.send?.({ url: sink.url });
