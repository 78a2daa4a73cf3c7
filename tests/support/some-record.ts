import type { Found, MailEvidence } from '../../core/mail-evidence.ts';

/** A record of the mail server's that says what the test says, and remembers what it was asked. */
export class SomeRecord implements MailEvidence {
  readonly name = 'the record';
  readonly provesAbsence = true;
  readonly settlesWithin = 5_000;
  readonly patience = 60_000;
  readonly sought: string[] = [];
  says: Found;

  constructor(says: Found) {
    this.says = says;
  }
  problem(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  look({ messageId }: Readonly<{ messageId: string }>): Promise<Found> {
    this.sought.push(messageId);
    return Promise.resolve(this.says);
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
