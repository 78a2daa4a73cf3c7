import { Liquid } from 'liquidjs';
import { type LinkTo, linkTag, withLinks } from './link-tag.ts';

/**
 * A parsed template: pure, synchronous, the same text for the same scope on every machine. `link` says where a counted link leads to;
 * without it each leads to where the mail says.
 */
export type Render = (scope: Readonly<Record<string, unknown>>, link?: LinkTo) => string;

/** How values are put in: escaped for HTML, as they are for text and subjects. */
export type Engine = Readonly<{
  /** Throws a Liquid error that names line and column. */
  parse(template: string): Render;
  /** The variables that a template expects from outside, with their paths. */
  variables(template: string): readonly string[];
}>;

/** Makes an engine without a file system, bounded in time and memory. */
export function createEngine(kind: 'html' | 'text'): Engine {
  const liquid = new Liquid({
    ...(kind === 'html' ? { outputEscape: 'escape' as const } : {}),
    strictVariables: true,
    strictFilters: true,
    // Without it `| default:` throws on what is missing.
    lenientIf: true,
    ownPropertyOnly: true,
    templates: {},
    dynamicPartials: false,
    parseLimit: 200_000,
    // A rendering takes 0.1 ms; a machine that is out of breath must not make it a bomb.
    renderLimit: 2_000,
    memoryLimit: 2e7,
    // A retry on another machine must not write another hour.
    timezoneOffset: 0,
    locale: 'en-US',
  });
  liquid.registerTag('link', linkTag(kind));
  return {
    parse(template) {
      const parsed = liquid.parse(template);
      return (scope, link) => String(liquid.renderSync(parsed, scope, withLinks(link)));
    },
    variables: (template) => liquid.globalFullVariablesSync(template),
  };
}
