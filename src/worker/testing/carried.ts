/** Facts of the picture and of how it is coded, which every file has: nothing of a person, a place or a camera. */
const ofThePicture: readonly RegExp[] = [
  /^JFIF:/,
  /^PNG:(?:ImageWidth|ImageHeight|BitDepth|ColorType|Compression|Filter|Interlace|Palette|Transparency|SignificantBits|BackgroundColor|SRGBRendering)$/,
  /^PNG-pHYs:/,
  /^RIFF:(?:WebP_Flags|ImageWidth|ImageHeight|VP8Version|HorizontalScale|VerticalScale|VP8LVersion|AlphaIsUsed|AlphaPreprocessing|AlphaFiltering|AlphaCompression)$/,
  /^QuickTime:(?!Comment|GPS|Author)/,
  /^Meta:PrimaryItemReference$/,
  /^GIF:(?!Comment)/,
  /^IFD0:(?:SubfileType|ImageWidth|ImageHeight|BitsPerSample|Compression|PhotometricInterpretation|StripOffsets|SamplesPerPixel|RowsPerStrip|StripByteCounts|XResolution|YResolution|PlanarConfiguration|ResolutionUnit|Predictor|SampleFormat|ExtraSamples|TileWidth|TileLength|TileOffsets|TileByteCounts|JPEGTables|ReferenceBlackWhite|YCbCrSubSampling|FillOrder|PageNumber|PreviewImageStart|PreviewImageLength|PreviewImage|Orientation)$/,
  /^Jpeg2000:(?:MajorBrand|MinorVersion|CompatibleBrands)$/,
];

/** What libvips must write into an EXIF block that holds but the orientation (EXIF 2.32, 4.6.8: what readers demand). */
const besideOrientation =
  /^(?:IFD0:(?:Orientation|XResolution|YResolution|ResolutionUnit|YCbCrPositioning)|ExifIFD:(?:ExifVersion|ComponentsConfiguration|FlashpixVersion|ColorSpace|ExifImageWidth|ExifImageHeight))$/;

/** Kinds of metadata, by exiftool's names of tags. */
export type Kind = 'orientation' | 'exif' | 'place' | 'xmp' | 'icc' | 'other';

/** The kinds of metadata that a file has, by its tags as exiftool tells them. In a TIFF, IFD0 is the picture's own. */
export function kindsOf(tags: Iterable<string>, isTiff: boolean): ReadonlySet<Kind> {
  const kinds = new Set<Kind>();
  for (const tag of tags) {
    const kind = kindOf(tag, isTiff);
    if (kind !== null) kinds.add(kind);
  }
  return kinds;
}

function kindOf(tag: string, isTiff: boolean): Kind | null {
  if (/GPS/.test(tag)) return 'place';
  if (/^XMP/.test(tag)) return 'xmp';
  if (/^ICC|^PNG:ProfileName$/.test(tag)) return 'icc';
  if (isTiff && tag === 'IFD0:Orientation') return 'orientation';
  if ((isTiff || !tag.startsWith('IFD0')) && ofThePicture.some((facts) => facts.test(tag))) return null;
  if (besideOrientation.test(tag)) return 'orientation';
  return /^(?:IFD\d|ExifIFD|InteropIFD|MakerNotes|GPS)/.test(tag) ? 'exif' : 'other';
}
