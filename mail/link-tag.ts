import {
  type Context,
  type Emitter,
  type Liquid,
  type Parser,
  type RenderOptions,
  Tag,
  type TagToken,
  type Template,
  type TopLevelToken,
} from 'liquidjs';
import { escapeHtml, unescapeHtml } from './escape-html.ts';

/** Where a link leads instead of its target; both are whole addresses, as a browser has them. */
export type LinkTo = (target: string) => string;

type Given = [token: TagToken, rest: TopLevelToken[], liquid: Liquid, parser: Parser];
type LiquidTagClass = Parameters<Liquid['registerTag']>[1];

/** No template can say a symbol: whoever writes mails has no way to it. */
const LINK = Symbol('link');

/**
 * `{% link %}https://…{% endlink %}`: a link that is counted. `linkedHtml` and `linkedText` write it into what authors wrote; the rules of
 * mails refuse it from them. What is between is rendered first, so that the target is known with whatever was merged into it.
 */
export const linkTag = (kind: 'html' | 'text'): LiquidTagClass =>
  class extends Tag {
    readonly #parts: readonly Template[];

    constructor(...[token, rest, liquid, parser]: Given) {
      super(token, rest, liquid);
      this.#parts = untilEnd(rest, parser);
    }

    override *render(ctx: Context, emitter: Emitter): Generator<unknown, void, unknown> {
      const said = yield this.liquid.renderer.renderTemplates([...this.#parts], ctx);
      const link = linkIn(ctx);
      emitter.write(
        kind === 'html' ? escapeHtml(link(unescapeHtml(String(said)))) : link(String(said)),
      );
    }
  };

function untilEnd(rest: TopLevelToken[], parser: Parser): readonly Template[] {
  const parts: Template[] = [];
  const stream = parser.parseStream(rest);
  stream
    .on('tag:endlink', () => void stream.stop())
    .on<Template>('template', (part) => void parts.push(part))
    .on('end', () => {
      throw new Error('a link is not closed');
    })
    .start();
  return parts;
}

/** Tells one rendering where its links lead. */
export const withLinks = (link: LinkTo = (target) => target): RenderOptions => ({
  globals: { [LINK]: link },
});

const linkIn = ({ globals }: Context): LinkTo => (globals as { [LINK]: LinkTo })[LINK];
