import type { Found, MailEvidence } from '../../core/mail-evidence.ts';

/** A record of the mail server's that says what the test says, and remembers what it was asked. */
export class SomeRecord implements MailEvidence {
  readonly name = 'the record';
  readonly provesAbsence = true;
  readonly settlesWithin = 5_000;
  readonly patience = 60_000;
  readonly sought: string[] = [];
  says: Found;
  /** What happens elsewhere while it is asked. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  constructor(says: Found) {
    this.says = says;
  }
  problem(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  async look({ messageId }: Readonly<{ messageId: string }>): Promise<Found> {
    this.sought.push(messageId);
    await this.meanwhile();
    return this.says;
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
}
