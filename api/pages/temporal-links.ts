import { workflowId } from '../../workflows/messages.ts';

/** Where things stand in the Temporal UI; undefined where nobody said where that is. */
export type TemporalLinks = Readonly<{
  workflows: string;
  query: (text: string) => string;
  prospect: (id: string) => string;
}>;

/** Pure. */
export function temporalLinks(
  base: string | undefined,
  namespace: string,
): TemporalLinks | undefined {
  if (base === undefined) return undefined;
  const workflows = `${base.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows`;
  const query = (text: string): string => `${workflows}?query=${encodeURIComponent(text)}`;
  return {
    workflows,
    query,
    prospect: (id) => `${workflows}/${encodeURIComponent(workflowId(id))}`,
  };
}

/** `Stage`="nurture" and the like, as the UI writes it. Names of ours hold no quotes. Pure. */
export const equals = (attribute: string, value: string | boolean): string =>
  `\`${attribute}\`=${typeof value === 'string' ? `"${value}"` : String(value)}`;

/** Without the runs that have ended: a prospect has had many. Pure. */
export const running = (query: string): string =>
  `${query} AND ${equals('ExecutionStatus', 'Running')}`;

/** What somebody waits for comes last: the UI never breaks a line, and a long sentence would push the others out of sight. */
export const COLUMNS = [
  'Workflow ID',
  'Stage',
  'Step',
  'Owner',
  'NextActionAt',
  'Start',
  'WaitingFor',
] as const;

/** What sets the list's columns in a browser: the UI keeps them in localStorage only, by namespace. Pure. */
export function columnsSnippet(namespace: string): string {
  const key = `'namespace-workflow-table-columns'`;
  const columns = JSON.stringify(COLUMNS.map((label) => ({ label })));
  return `localStorage.setItem(${key}, JSON.stringify({ ...JSON.parse(localStorage.getItem(${key}) ?? '{}'), ${JSON.stringify(namespace)}: ${columns} })); location.reload()`;
}
