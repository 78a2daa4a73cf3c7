/** As much of a nodemailer error as says what happened. */
export type Failure = Readonly<{
  code?: string | undefined;
  responseCode?: number | undefined;
  command?: string | undefined;
  response?: string | undefined;
  message: string;
}>;

/** The server said something definite. Pure. */
export const spoke = ({ responseCode = 0 }: Failure): boolean =>
  responseCode >= 400 && responseCode < 600;
export const isTemporary = ({ responseCode = 0 }: Failure): boolean => responseCode < 500;
export const isMailFrom = ({ command }: Failure): boolean => command === 'MAIL FROM';
/** A 421 to RCPT TO, as nodemailer tells it: at the greeting it is EPROTOCOL, to EHLO the command is EHLO. */
export const isClosingOnRecipient = ({ code, responseCode, command }: Failure): boolean =>
  code === 'ECONNECTION' && responseCode === 421 && command === 'CONN';
