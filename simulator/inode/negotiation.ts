/** The representations that a list has. */
export type Representation = 'json' | 'html';

const RENDERERS = [
  { representation: 'json', mediaType: 'application/json' },
  { representation: 'html', mediaType: 'text/html' },
] as const;

/**
 * Chooses a representation as Django REST Framework does: the most specific
 * media type wins, JSON before HTML, and `q` does not count.
 *
 * @returns `undefined` when nothing that is accepted can be served.
 */
export function negotiate(accept = '*/*'): Representation | undefined {
  const ranges = accept.split(',').map(parseRange);
  for (const specificity of [3, 2, 1, 0]) {
    const accepted = ranges.filter((range) => range.specificity === specificity);
    const renderer = RENDERERS.find(({ mediaType }) =>
      accepted.some((range) => range.admits(mediaType)),
    );
    if (renderer) return renderer.representation;
  }
  return undefined;
}

interface MediaRange {
  readonly specificity: number;
  admits(mediaType: string): boolean;
}

function parseRange(text: string): MediaRange {
  const [range = '', ...parameters] = text.split(';').map((piece) => piece.trim());
  const admitted = range.toLowerCase();
  if (admitted === '*/*') return { specificity: 0, admits: () => true };
  if (admitted.endsWith('/*')) {
    const prefix = admitted.slice(0, -1);
    return { specificity: 1, admits: (mediaType) => mediaType.startsWith(prefix) };
  }
  const isPrecise = parameters.some((parameter) => !parameter.startsWith('q='));
  return { specificity: isPrecise ? 3 : 2, admits: (mediaType) => mediaType === admitted };
}
