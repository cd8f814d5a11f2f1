import type { ContenderName } from '../contenders/contender';
import type { Race } from '../run-bench';
import { type Figures, figuresOf } from './figures';
import { LogAxis } from './log-axis';
import { countText } from './number-text';

/** A line of the plot: who, in which colour by day and by night. */
const LINES: readonly { name: ContenderName; label: string; day: string; night: string }[] = [
  { name: 'floor', label: 'floor', day: '#6e7781', night: '#9198a1' },
  { name: 'list', label: 'list', day: '#0969da', night: '#4493f8' },
  { name: 'items', label: 'items', day: '#1a7f37', night: '#3fb950' },
  { name: 'pages', label: 'pages', day: '#8250df', night: '#ab7df8' },
  { name: 'core', label: 'core nodes', day: '#cf222e', night: '#f85149' },
  { name: 'vendor', label: 'vendor’s loop', day: '#9a6700', night: '#d29922' },
];

/** One of the two panels. */
interface Panel {
  readonly title: string;
  readonly left: number;
  readonly figure: 'ms' | 'worstPauseMs';
}

const PANELS: readonly Panel[] = [
  { title: 'milliseconds per poll', left: 56, figure: 'ms' },
  { title: 'longest pause of the event loop, ms', left: 456, figure: 'worstPauseMs' },
];

const [WIDTH, HEIGHT] = [820, 380];
const PANEL = { top: 40, width: 320, height: 270 };

/** Time and pauses against the length of the list as an SVG, both axes logarithmic. */
export function plot(races: readonly Race[]): string {
  const panels = PANELS.map((panel) => drawPanel(panel, races)).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img">
<title>Milliseconds and longest pause of a poll against the items of its list</title>
<style>${styles()}</style>
${panels}${legend()}</svg>
`;
}

function styles(): string {
  const colors = (time: 'day' | 'night'): string =>
    LINES.map(({ name, [time]: color }) => `.${name}{stroke:${color};fill:${color}}`).join('');
  return (
    `text{font:12px sans-serif;fill:#1f2328}.grid{stroke:#d1d9e0}path{fill:none!important;stroke-width:2}` +
    `.goal{stroke:#1f2328;stroke-dasharray:4 4}${colors('day')}` +
    `@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.grid{stroke:#3d444d}.goal{stroke:#f0f6fc}` +
    `${colors('night')}}`
  );
}

function drawPanel({ title, left, figure }: Panel, races: readonly Race[]): string {
  const { top, width, height } = PANEL;
  const x = new LogAxis(
    races.map(({ items }) => items),
    left,
    left + width,
  );
  const all = races.flatMap(({ items, rows }) => rows.map((row) => ({ items, ...figuresOf(row) })));
  const y = new LogAxis(
    all.flatMap((row) => valueOf(row, figure)),
    top + height,
    top,
  );
  const grid = [
    ...x.decades.map((value) => line('grid', x.at(value), top, x.at(value), top + height)),
    ...y.decades.map((value) => line('grid', left, y.at(value), left + width, y.at(value))),
  ];
  const labels = [
    text(left, top - 14, 'start', title),
    ...x.decades.map((value) => text(x.at(value), top + height + 18, 'middle', countText(value))),
    ...y.decades.map((value) => text(left - 8, y.at(value) + 4, 'end', countText(value))),
    text(left + width, top + height + 36, 'end', 'items'),
  ];
  const curves = LINES.map(({ name }) =>
    curve(
      name,
      all
        .filter((row) => row.name === name)
        .flatMap((row) =>
          valueOf(row, figure).map((value) => [x.at(row.items), y.at(value)] as const),
        ),
    ),
  );
  return [...grid, ...labels, ...curves].join('');
}

function valueOf(figures: Figures, figure: Panel['figure']): number[] {
  const value = figures[figure];
  return value === null ? [] : [value];
}

function curve(name: ContenderName, points: readonly (readonly [number, number])[]): string {
  const path = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${pixels(x)} ${pixels(y)}`);
  const dots = points.map(
    ([x, y]) => `<circle class="${name}" cx="${pixels(x)}" cy="${pixels(y)}" r="3"/>`,
  );
  return points.length === 0
    ? ''
    : `<path class="${name}" d="${path.join('')}"/>${dots.join('')}\n`;
}

function legend(): string {
  return LINES.map(({ name, label }, index) => {
    const x = 56 + index * 118;
    return `<circle class="${name}" cx="${x}" cy="${HEIGHT - 14}" r="4"/>${text(x + 10, HEIGHT - 10, 'start', label)}`;
  }).join('\n');
}

function line(name: string, x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="${name}" x1="${pixels(x1)}" y1="${pixels(y1)}" x2="${pixels(x2)}" y2="${pixels(y2)}"/>`;
}

function text(x: number, y: number, anchor: 'start' | 'middle' | 'end', content: string): string {
  return `<text x="${pixels(x)}" y="${pixels(y)}" text-anchor="${anchor}">${content}</text>\n`;
}

function pixels(value: number): string {
  return value.toFixed(1);
}
