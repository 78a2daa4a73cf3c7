import { did, trait, worth } from './language.ts';

export const scores = {
  fit: [
    worth(25, trait('role').oneOf('buyer', 'champion')),
    worth(20, trait('employees').atLeast(200)),
  ],
  engagement: [
    worth(3, did('guide.downloaded'), { upTo: 12 }),
    worth(5, did('webinar.attended', { minutes: { atLeast: 20 } })),
  ],
  intent: [worth(40, did('demo.requested')), worth(8, did('pricing.viewed'), { upTo: 24 })],
};
