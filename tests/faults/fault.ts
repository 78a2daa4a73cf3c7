/** The moments at which a mail server speaks, in their order; `body` is in the middle of it, `dot` after its end. */
export const PHASES = ['greeting', 'ehlo', 'mail', 'rcpt', 'data', 'body', 'dot'] as const;
export const KINDS = ['drop', 'silence', 'garbage', '4xx', '5xx', 'slow'] as const;
export type Phase = (typeof PHASES)[number];
export type Kind = (typeof KINDS)[number];

/** What goes wrong once. */
export type Fault = Readonly<{
  phase: Phase;
  kind: Kind;
  /** Whether the mail is kept all the same: only after the dot, where the client is told nothing that it could trust. */
  keeps?: boolean;
  /** It is kept only when the client has long given up. */
  late?: boolean;
  /** At RCPT: there is no such address. */
  gone?: boolean;
}>;

/** Of a connection, before the first mail. */
export const CONNECTION_FAULTS: readonly Fault[] = faultsAt(['greeting', 'ehlo']);

/** Of one mail. After the dot each wordless fault comes twice: with the mail kept, and with the mail lost; and silence with one kept late. */
export const MAIL_FAULTS: readonly Fault[] = [
  ...faultsAt(['mail', 'rcpt', 'data', 'body', 'dot']).flatMap((fault): Fault[] =>
    fault.phase === 'dot' && isWordless(fault.kind)
      ? [
          { ...fault, keeps: true },
          { ...fault, keeps: false },
        ]
      : [fault],
  ),
  { phase: 'dot', kind: 'silence', keeps: true, late: true },
  { phase: 'rcpt', kind: '5xx', gone: true },
];

function faultsAt(phases: readonly Phase[]): readonly Fault[] {
  return phases.flatMap((phase) => KINDS.map((kind) => ({ phase, kind })));
}

/** It says nothing that a client could go by. */
export function isWordless(kind: Kind): boolean {
  return kind === 'drop' || kind === 'silence' || kind === 'garbage';
}

/** After it the client may not know whether the mail was kept: its last bytes may have been on their way. */
export const mayLeaveUnknown = ({ phase, kind }: Fault): boolean =>
  (phase === 'body' || phase === 'dot') && isWordless(kind);

/** One name for one cell of the table. */
export const nameOf = ({ phase, kind }: Fault): string => `${phase} ${kind}`;

const SAYS: Readonly<Record<Phase, Readonly<{ '4xx': string; '5xx': string }>>> = {
  greeting: { '4xx': '421 4.3.2 too many of you', '5xx': '554 5.3.2 no mail here' },
  ehlo: { '4xx': '421 4.3.2 not now', '5xx': '550 5.5.0 not like that' },
  mail: { '4xx': '451 4.3.0 later', '5xx': '550 5.1.8 not from you' },
  rcpt: { '4xx': '450 4.2.1 greylisted', '5xx': '552 5.2.2 mailbox full' },
  data: { '4xx': '451 4.3.0 later', '5xx': '554 5.5.1 no' },
  body: { '4xx': '452 4.3.1 no room', '5xx': '552 5.3.4 too big' },
  dot: { '4xx': '451 4.3.0 later', '5xx': '554 5.6.0 not such a mail' },
};

/** The server's words for a fault that has any. */
export function wordsOf({ phase, kind, gone }: Fault): string {
  if (gone) return '550 5.1.1 no such user';
  return kind === '4xx' || kind === '5xx' ? SAYS[phase][kind] : 'what was that?';
}
