import { nearest } from '../../core/nearest.ts';

/** "Did you mean “x”? Known are: …" for a name that is none. Pure. */
export function suggestion(name: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none yet.';
  const near = nearest(name, known);
  const list = `${known.slice(0, 40).join(', ')}${known.length > 40 ? ', …' : ''}`;
  return `${near === undefined ? '' : `Did you mean “${near}”? `}Known are: ${list}.`;
}
