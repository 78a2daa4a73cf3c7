// The worker bundles what this file exports; a workflow that is not listed here cannot run.
export { prospect } from './prospect.ts';
