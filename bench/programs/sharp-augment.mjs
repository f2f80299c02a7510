// Ten random crops of one photograph with sharp: ten pipelines, as its documentation makes several outputs of one input.

const copies = 10;
const side = 224;

export async function augmented(sharp, bytes, options, { once = false, seed = 0 } = {}) {
  const draw = random(seed);
  // An upright photograph's sides are those that the crop is drawn in.
  const { autoOrient } = await sharp(bytes, options).metadata();
  const source = once ? await decoded(sharp, bytes, options) : () => sharp(bytes, options).autoOrient();
  const pipelines = Array.from({ length: copies }, () => {
    const { left, top, width, height } = randomCrop(draw, autoOrient);
    let image = source().extract({ left, top, width, height }).resize(side, side, { fit: 'fill' });
    if (draw() < 0.5) image = image.flop();
    return image.linear(0.8 + 0.4 * draw(), 0).jpeg({ quality: 80 });
  });
  return Promise.all(pipelines.map((pipeline) => pipeline.toBuffer()));
}

async function decoded(sharp, bytes, options) {
  const { data, info } = await sharp(bytes, options).autoOrient().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return () => sharp(data, { raw: { width, height, channels } });
}

/** A share of the area from 0.5 to 1, a ratio of sides from 3:4 to 4:3, both cut to what the photograph has. */
function randomCrop(draw, { width: whole, height: high }) {
  const area = whole * high * (0.5 + 0.5 * draw());
  const ratio = 0.75 + (4 / 3 - 0.75) * draw();
  const width = Math.max(1, Math.min(whole, Math.round(Math.sqrt(area * ratio))));
  const height = Math.max(1, Math.min(high, Math.round(Math.sqrt(area / ratio))));
  return {
    width,
    height,
    left: Math.floor(draw() * (whole - width + 1)),
    top: Math.floor(draw() * (high - height + 1)),
  };
}

/** Numerical Recipes' linear congruential generator: the same draws in every round. */
function random(seed) {
  let state = (seed + 1) >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}
