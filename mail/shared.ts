import type { Layouts } from './mail-folder.ts';
import type { Parts } from './parts.ts';

/** What all mails of one language are made with. */
export type Shared = Readonly<{ layouts: Layouts; parts: Parts }>;
