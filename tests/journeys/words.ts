import { rehearse } from 'perennial-journeys/test';
import type { house } from '../../journeys/house.ts';
import type { Mails, Series } from '../../templates/mails.gen.ts';

export const { given } = await rehearse<typeof house, Mails, Series>(import.meta.url);
