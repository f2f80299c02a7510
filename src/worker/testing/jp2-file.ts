/**
 * `scenery(16, 12)` as JPEG 2000 (RGB, lossless), with these boxes behind it. Written once by OpenJPEG 2.5.4, by way of
 * ImageMagick: a coder of its own would be larger than the reader that it proves.
 */
export function jp2Of(boxes: readonly number[] = []): Uint8Array {
  return Uint8Array.from([...Buffer.from(coded.join(''), 'base64'), ...boxes]);
}

const coded = [
  'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAADAAAABAAAwcHAAAAAAAPY29scgEAAAAAABAAAAKsan',
  'AyY/9P/1EALwAAAAAAEAAAAAwAAAAAAAAAAAAAABAAAAAMAAAAAAAAAAAAAwcBAQcBAQcBAf9SAAwAAAABAQMEBAAB/1wADUBASEhQSEhQSEhQ',
  '/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS40/5AACgAAAAACKwAB/5PH1AoH0T70f8+0FATu9LJy34AwBMTLB7XfwfOEgf',
  'ICgfOCBcEDbQkPCc7PwBY+0Dj8AMAFJl8twAUu0wLxs8/AGg+cFD7QMAD8u7wZfwQBBRU/wfOLh9QXB9QYEyygInUAeX7FHn8Xv6oupav3oOkd',
  'Lxowmf58Wvn7yHu6H8faGx9obB9QYB2WATS4a9/4bvGObt8U20uO/dGXjSNzKa5/ENMkZGk/57bNtBVHz8A6H1BkPtDAHEICZ3NKOCccTT05Wz',
  'MPMzGXj9eRn/lt0D8TKXt5N1V8h4GSPGTB856D50EH1DI4rcNbhLTQNxYUPsYzr/teBHuRV4mZG0/iDFV7dH8t1rb4k/9JYd2asMIyuFZItIFM',
  'oK9OZxGtRoktXLf/f4MgqSuoDtOyvShkEoIwXLhz4vc1Hu0fF1TH2ksPqJYPqHSDQQLrKDKRopxrhPq92b0Dk1zUbHV9yGPVULKZgsdg6FCXJN',
  'R/fidMqZmsFCZ3zu3XGM+wUW2aIsY7FCPXq3nEzvIAuahA1Eqhv4LkWUOa4p8MzXU+VSJCVseCVY77DmBgbgblVJQHw+onj7SeD6hsNncXT2lP',
  'oiPShfs+f7RIBO3R9x63vgVCevS+akxn400kkwcEQKPLgBFwKSEXpHckKPGCeWoTosN6dwbw75iKG0o31bltQ/Z8tdncPacfgiQ+1RLyyMkMmP',
  'hl797ciW+nmI1oiZAwjEyf/9k=',
];
