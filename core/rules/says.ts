import type { SeriesStep, TouchStep } from '../frozen.ts';

/** What a touch says: ‘case-study’, or one of ‘field-notes’. Pure. */
export const sayMail = (step: TouchStep | SeriesStep): string =>
  step.kind === 'touch' ? `‘${step.mail}’` : `one of ‘${step.folder}’`;
