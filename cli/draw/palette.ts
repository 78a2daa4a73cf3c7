import type { Owner } from '../../core/frozen.ts';
import type { Node } from '../../core/graph/node.ts';

export type Paint = Readonly<{ fill: string; line: string; ink: string }>;

export const INK = '#1c2733';
export const QUIET = '#566373';
export const PAPER = '#ffffff';
export const WAY = '#6b7a8c';
export const CALL = '#b3413a';
export const FONT =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Whose a stage is. */
export const OWNERS: Readonly<Record<Owner, Paint>> = {
  marketing: { fill: '#f3f6fa', line: '#c3cfdd', ink: '#3d5470' },
  sales: { fill: '#f6f1fb', line: '#d0bde8', ink: '#6a3fa0' },
  success: { fill: '#eef8f1', line: '#b4dcc1', ink: '#24703f' },
};

/** Teaching is calm, asking is warm; all else steps back. */
export function paintOf({ kind, mindset }: Node): Paint {
  if (mindset === 'educate') return { fill: '#dff1f6', line: '#3d93ab', ink: '#0f5266' };
  if (mindset === 'convert') return { fill: '#ffe6c9', line: '#dd7f1d', ink: '#8a4300' };
  return KINDS[kind];
}

const PLAIN: Paint = { fill: '#ffffff', line: '#93a1b1', ink: '#4a5868' };
const KINDS: Readonly<Record<Node['kind'], Paint>> = {
  touch: PLAIN,
  series: PLAIN,
  waitFor: PLAIN,
  branch: PLAIN,
  split: PLAIN,
  task: { fill: '#fff8dc', line: '#c2a21e', ink: '#6b5700' },
  offer: { fill: '#ece2f8', line: '#8a5fc4', ink: '#5a2f92' },
  assist: { fill: '#ece2f8', line: '#8a5fc4', ink: '#5a2f92' },
  end: { fill: '#2f3b48', line: '#2f3b48', ink: '#ffffff' },
  door: { fill: '#e6f5e6', line: '#4f9a55', ink: '#245f2a' },
  call: { fill: '#fdeceb', line: CALL, ink: '#8c2822' },
};
