import type { Frozen, FrozenStep, Time } from './frozen.ts';
import { isBusiness } from './length.ts';

/** Whether a journey waits in business days or hours: then its state carries the person's calendar. Pure. */
export const usesCalendar = ({ steps }: Pick<Frozen, 'steps'>): boolean =>
  Object.values(steps).some((step) => timesIn(step).some(isInBusiness));

const isInBusiness = (time: Time): boolean => typeof time === 'string' && isBusiness(time);

function timesIn(step: FrozenStep): readonly Time[] {
  const due = step.due ?? [];
  switch (step.kind) {
    case 'waitFor':
      return [...due, step.atMost];
    case 'series':
      return [...due, step.every];
    case 'assist':
      return [...due, step.quiet.after];
    case 'touch':
      return step.uselessAfter === undefined ? due : [...due, step.uselessAfter];
    default:
      return due;
  }
}
