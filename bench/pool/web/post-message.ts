import { answer } from '../threads/serving';

addEventListener('message', ({ data }: MessageEvent) =>
  answer(data, (message, transfer) => postMessage(message, { transfer })),
);
