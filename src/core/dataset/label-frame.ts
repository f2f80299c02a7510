/** The frame that labels live in: the image as it is shown, or as it is stored. */
export type LabelFrame = 'upright' | 'stored';

/** How many images speak for a frame, by what. */
export interface FrameEvidence {
  /** The size that the label file states, or a mask's own. */
  readonly size: number;
  /** Places that lie in the image in this frame, and outside in the other. */
  readonly places: number;
}

/** Which frame the labels of a dataset live in, and why. */
export interface FrameFinding {
  readonly frame: LabelFrame;
  /** Images that were looked at. */
  readonly looked: number;
  /** Those of them that EXIF lays on their side: no others can tell. */
  readonly turned: number;
  readonly upright: FrameEvidence;
  readonly stored: FrameEvidence;
  /** A sentence, for people. */
  readonly detail: string;
}

const words = { upright: 'shown', stored: 'stored' } as const;

/**
 * Which EXIF frame labels are read in, and what the images say of it, for people: a sentence without its full stop.
 * @param finding Null before a look.
 */
export function frameWords(read: LabelFrame, finding: Omit<FrameFinding, 'detail'> | null): string {
  const start = `Labels are read as drawn on the images as ${words[read]}`;
  if (!finding) return start;
  const { turned, looked } = finding;
  if (looked === 0) return `${start}: there is no image by which to tell`;
  if (turned === 0) return `${start}: EXIF lays none of ${number(looked)} on its side, so nothing tells`;
  const other = read === 'stored' ? 'upright' : 'stored';
  const isOne = turned === 1;
  const of = isOne ? 'the one that EXIF lays on its side' : `of ${number(turned)} images that EXIF lays on their side`;
  const own = said(finding[read], 'so', isOne);
  const against = said(finding[other], `“as ${words[other]}”`, isOne);
  if (own === '' && against === '') return `${start}: ${isOne ? `${of} does not tell` : `none ${of} tells`}`;
  // Where as many speak for either, nothing is found: it stays as the recipe has it.
  const isOther = finding.frame === other && against !== '';
  const both = (isOther ? [against, own] : [own, against]).filter((part) => part !== '');
  return `${start}${isOther ? ', but' : ':'} ${of} ${both.join('; ')}`;
}

/** Nothing where none speak for it. @param isOne Whether there is one image alone, which stands before it. */
function said({ size, places }: FrameEvidence, what: string, isOne: boolean): string {
  const parts = [
    ...(size > 0 ? [{ many: size, by: 'a stated size' }] : []),
    ...(places > 0 ? [{ many: places, by: 'places that fit that frame alone' }] : []),
  ];
  return parts
    .map(({ many, by }, at) => {
      const says = at > 0 ? '' : `${many === 1 ? 'says' : 'say'} ${what}`;
      return [isOne ? '' : number(many), says, `by ${by}`].filter((part) => part !== '').join(' ');
    })
    .join(', and ');
}

function number(value: number): string {
  return value.toLocaleString('en');
}
