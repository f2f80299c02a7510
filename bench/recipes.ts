const inside = {
  version: 1,
  steps: [{ op: 'auto-orient' }, { op: 'resize', width: 640, height: 640, fit: 'inside' }],
  output: { format: 'jpeg', quality: 80, subsampling: '4:2:0' },
};

/** What each group asks of the product, without `decode`, which is the subject's. */
export const recipes: Readonly<Record<string, object>> = {
  'camera-jpeg': inside,
  'camera-progressive': inside,
  'dataset-1000': inside,
  'coco-letterbox': {
    version: 1,
    steps: [{ op: 'letterbox', width: 640, height: 640, fill: '#727272' }],
    output: { format: 'jpeg', quality: 80, subsampling: '4:2:0' },
  },
  'png-alpha': {
    version: 1,
    steps: [{ op: 'resize', width: 512, height: 512, fit: 'inside' }],
    output: { format: 'png' },
  },
  webp: { version: 1, steps: [], output: { format: 'webp', quality: 80 } },
  'augment-10': {
    version: 1,
    seed: 1,
    steps: [
      { op: 'auto-orient' },
      {
        op: 'repeat',
        copies: 10,
        steps: [
          { op: 'random-crop', scale: [0.5, 1], ratio: [0.75, 1.3333333], width: 224, height: 224 },
          { op: 'random-apply', p: 0.5, steps: [{ op: 'flip', axis: 'horizontal' }] },
          { op: 'brightness', factor: [0.8, 1.2] },
        ],
      },
    ],
    output: { format: 'jpeg', quality: 80, subsampling: '4:2:0' },
  },
};
