import type { BenchResult, GroupResult, SubjectResult } from '../result';

const peer = 'sharp';
const width = 760;
const row = 22;
const barsFrom = 170;
const barsTo = 640;
const ours = /^manyhands/;

interface Bar {
  readonly subject: SubjectResult;
  /** Sharp's time ÷ its own. */
  readonly speed: number;
}

/**
 * Speed of everybody beside native sharp's, which is 1: a bar each, a panel for each group. Colours follow the reader's
 * scheme; who cannot tell them apart has the names and figures.
 */
export function chart({ groups }: Pick<BenchResult, 'groups'>): string {
  const panels = groups.flatMap((group) => {
    const bars = barsOf(group);
    return bars.length > 1 ? [{ name: group.name, bars }] : [];
  });
  const most = Math.max(1, ...panels.flatMap(({ bars }) => bars.map(({ speed }) => speed)));
  const scale = (speed: number) => round((speed / most) * (barsTo - barsFrom));
  const parts: string[] = [];
  let y = 44;
  for (const { name, bars } of panels) {
    const one = barsFrom + scale(1);
    parts.push(`<text class="group" x="12" y="${y + 4}">${name}</text>`);
    parts.push(`<line x1="${one}" x2="${one}" y1="${y - 8}" y2="${y + 14 + bars.length * row}"/>`);
    y += 14;
    for (const { subject, speed } of bars) {
      const kind = ours.test(subject.name) ? 'ours' : subject.name === peer ? 'peer' : 'other';
      const told = `${speed.toFixed(2)} · ${subject.value.median.toFixed(1)} ms${subject.void ? ' · void' : ''}`;
      const length = scale(speed);
      parts.push(
        `<text class="name" x="${barsFrom - 8}" y="${y + 15}">${subject.name}</text>`,
        `<rect class="${kind}${subject.void ? ' void' : ''}" x="${barsFrom}" y="${y + 4}" width="${length}" height="15" rx="2"/>`,
        `<text x="${round(barsFrom + length + 6)}" y="${y + 15}">${told}</text>`,
      );
      y += row;
    }
    y += 26;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" role="img" aria-labelledby="title">`,
    '<title id="title">Speed beside native sharp, which is 1: longer is faster</title>',
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${y}"/>`,
    '<text class="heading" x="12" y="20">Speed beside native sharp, which is 1: longer is faster</text>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

/** Fastest first; of a name that ran with one worker and with all, the latter. */
function barsOf({ unit, subjects }: GroupResult): Bar[] {
  const most = Math.max(...subjects.map(({ workers }) => workers));
  const full = subjects.filter(({ workers }) => workers === most);
  const sharps = full.find(({ name }) => name === peer)?.value.median;
  if (unit !== 'ms/image' || sharps === undefined) return [];
  return full
    .map((subject) => ({ subject, speed: sharps / subject.value.median }))
    .sort((one, other) => other.speed - one.speed);
}

const style = `
text { font: 12px system-ui, sans-serif; fill: #24292f }
.heading { font-weight: 600; font-size: 14px } .group { font-weight: 600 } .name { text-anchor: end }
line { stroke: #57606a; stroke-dasharray: 3 3 }
.paper { fill: #ffffff } .ours { fill: #0b6bcb } .peer { fill: #57606a } .other { fill: #8c959f } .void { opacity: 0.4 }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } line { stroke: #8b949e }
.paper { fill: #0d1117 } .ours { fill: #4aa3ff } .peer { fill: #9aa4ae } .other { fill: #6e7681 }
}
`;

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
