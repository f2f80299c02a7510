import { amdahl, type Comparison } from '../../job/speed-up';

const width = 560;
const height = 280;
const pad = { left: 44, right: 16, top: 14, bottom: 38 };

/** Speed-up over workers: what was measured, what Amdahl's law says to it, and the ideal. */
export function SpeedUpChart({
  comparisons,
  share,
}: {
  readonly comparisons: readonly Comparison[];
  readonly share: number | null;
}) {
  const most = Math.max(2, ...comparisons.map(({ workers }) => workers));
  const highest = Math.max(most, ...comparisons.map(({ speedUp }) => speedUp));
  const x = (workers: number) => pad.left + ((workers - 1) / (most - 1)) * (width - pad.left - pad.right);
  const y = (speedUp: number) => height - pad.bottom - (speedUp / highest) * (height - pad.top - pad.bottom);
  const path = (points: readonly (readonly [number, number])[]) =>
    points
      .map(([workers, speedUp], at) => `${at === 0 ? 'M' : 'L'}${x(workers).toFixed(1)} ${y(speedUp).toFixed(1)}`)
      .join('');
  const fit = share === null ? [] : Array.from({ length: 41 }, (_, at) => 1 + ((most - 1) * at) / 40);
  const steps = Math.min(5, Math.floor(highest));
  const ticks = new Set(Array.from({ length: steps + 1 }, (_, at) => Math.round((highest * at) / steps)));
  return (
    <figure className="chart">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label="Speed-up by number of workers; the table below has the numbers."
      >
        {[...ticks].map((tick) => (
          <g key={tick} className="chart-grid">
            <line x1={pad.left} x2={width - pad.right} y1={y(tick)} y2={y(tick)} />
            <text x={pad.left - 8} y={y(tick) + 4} textAnchor="end">
              {tick}×
            </text>
          </g>
        ))}
        {comparisons.map(({ workers }) => (
          <text key={workers} className="chart-label" x={x(workers)} y={height - pad.bottom + 18} textAnchor="middle">
            {workers}
          </text>
        ))}
        <text className="chart-label" x={(width + pad.left) / 2} y={height - 4} textAnchor="middle">
          workers
        </text>
        <path
          className="chart-ideal"
          d={path([
            [1, 1],
            [most, most],
          ])}
        />
        {share !== null && (
          <path className="chart-fit" d={path(fit.map((workers) => [workers, amdahl(share, workers)] as const))} />
        )}
        {comparisons.map(({ workers, speedUp }) => (
          <circle key={workers} className="chart-point" cx={x(workers)} cy={y(speedUp)} r={5} />
        ))}
      </svg>
      <figcaption className="chart-legend">
        <span data-mark="point">measured</span>
        <span data-mark="fit">Amdahl’s law, fitted</span>
        <span data-mark="ideal">ideal: one more worker, one more time as fast</span>
      </figcaption>
    </figure>
  );
}
