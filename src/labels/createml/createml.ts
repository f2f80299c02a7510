import { createmlId, readCreateml } from './createml-read';
import { writeCreateml } from './createml-write';
import type { LabelFormat } from '../format';

/** Create ML's JSON of boxes (developer.apple.com/documentation/createml/building-an-object-detector-data-source). */
export const createml: LabelFormat = { id: createmlId, title: 'Create ML', read: readCreateml, write: writeCreateml };
