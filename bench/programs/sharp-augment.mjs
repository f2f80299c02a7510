// The copies of one photograph with sharp: ten pipelines, as its documentation makes several outputs of one input.

export async function augmented(sharp, { bytes, width, height, copies }, options, once = false) {
  const source = once ? await decoded(sharp, bytes, options) : () => sharp(bytes, options).autoOrient();
  const pipelines = copies.map(({ window, isMirrored, brightness }) => {
    let image = source().extract(window).resize(width, height, { fit: 'fill' });
    if (isMirrored) image = image.flop();
    return image.linear(brightness, 0).jpeg({ quality: 80 });
  });
  return Promise.all(pipelines.map((pipeline) => pipeline.toBuffer()));
}

async function decoded(sharp, bytes, options) {
  const { data, info } = await sharp(bytes, options).autoOrient().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return () => sharp(data, { raw: { width, height, channels } });
}
