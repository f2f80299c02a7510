import { cvatId, readCvat } from './cvat-read';
import { writeCvat } from './cvat-write';
import type { LabelFormat } from '../format';

/** CVAT for images 1.1 (docs.cvat.ai/docs/manual/advanced/xml_format). */
export const cvat: LabelFormat = { id: cvatId, title: 'CVAT XML', read: readCvat, write: writeCvat };
