type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
type Days = Weekday | `${Weekday}-${Weekday}`;
type TimeOfDay = `${number}:${number}`;

/** A zone of the IANA database: 'Europe/Berlin'. */
export type Zone = 'UTC' | `${string}/${string}`;

/** When people work: on 'mon-fri' or 'tue,thu', from '09:00' to '17:00' of their own day. */
export interface WorkHours {
  readonly days: Days | `${Days},${string}`;
  readonly from: TimeOfDay;
  readonly to: TimeOfDay;
}

/** When mails may be sent. No days: on every day; no times: all day. */
export interface Window extends Partial<WorkHours> {
  /** Whose clock counts; absent: the recipient's. */
  readonly zone?: 'recipient' | 'sender' | 'team' | Zone;
}
