import type { AxisName } from '../frozen.ts';

const names: Readonly<Record<AxisName, true>> = { fit: true, engagement: true, intent: true };
/** The scores that are kept apart; there are no others. */
export const axisNames = Object.keys(names) as readonly AxisName[];
