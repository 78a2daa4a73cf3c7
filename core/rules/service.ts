import type { Frozen, SeriesStep, TouchStep } from '../frozen.ts';
import type { HouseData } from '../house.ts';

/** What a touch is about. Pure. */
export const topicOf = (step: TouchStep | SeriesStep, journey: Frozen): string =>
  step.topic ?? journey.topic;

/** Whether it serves and does not market: such mails are neither capped nor counted. Pure. */
export const isService = (
  step: TouchStep | SeriesStep,
  journey: Frozen,
  { topics }: Pick<HouseData, 'topics'>,
): boolean => {
  const topic = topicOf(step, journey);
  return Object.hasOwn(topics, topic) && topics[topic]?.service === true;
};
