import { house } from './house.ts';
import type { House } from '../../../core/language/index.ts';

// Like refused.ts: read by `tsc` alone.

type Wording = Pick<House, 'zone' | 'hours' | 'holidays' | 'windows'>;
const working = (words: Wording): Wording => words;
const teams = (words: House['teams']): House['teams'] => words;
const senders = (words: House['senders']): House['senders'] => words;
const { reps } = house.teams.care;
const ana = house.senders.ana;
const office = { days: 'mon-fri', from: '09:00', to: '17:00' } as const;

// @ts-expect-error a city is no zone
working({ zone: 'Berlin' });
// @ts-expect-error weekdays have three letters
working({ hours: { ...office, days: 'monday-friday' } });
// @ts-expect-error nor are they said in words
working({ hours: { ...office, days: 'mon to fri' } });
// @ts-expect-error no time of day
working({ hours: { ...office, from: '9am' } });
// @ts-expect-error without days it would be weekends too
working({ hours: { from: '09:00', to: '17:00' } });
// @ts-expect-error holidays are days
working({ holidays: ['Christmas'] });
// @ts-expect-error a window has no such clock
working({ windows: { mornings: { zone: 'receiver' } } });
// @ts-expect-error a window has no such word
working({ windows: { mornings: { until: '11:30' } } });
// @ts-expect-error a capacity is a number
teams({ care: { reps, open: '20' } });
// @ts-expect-error a team's hours are hours
teams({ care: { reps, hours: 'mon-fri' } });
// @ts-expect-error a sender's zone is one
senders({ ana: { ...ana, zone: 'recipient' } });

// ---- allowed
working({
  zone: 'America/Argentina/Buenos_Aires',
  hours: { days: 'mon-thu,sat', from: '08:30', to: '17:00' },
  holidays: ['2027-12-25'],
  windows: {
    anytime: {},
    mornings: { days: 'tue-thu', from: '09:00', to: '11:30' },
    evenings: { from: '18:00', zone: 'sender' },
    desk: { days: 'mon,wed', zone: 'Europe/Berlin' },
  },
});
working({ zone: 'UTC' });
teams({ care: { reps, zone: 'Asia/Kathmandu', hours: office, open: 20 } });
senders({ ana: { ...ana, zone: 'Europe/Lisbon' } });
