import { datumaroId, readDatumaro } from './datumaro-read';
import { writeDatumaro } from './datumaro-write';
import type { LabelFormat } from '../format';

/** Datumaro's own JSON (open-edge-platform.github.io/datumaro, "Datumaro format"). */
export const datumaro: LabelFormat = {
  id: datumaroId,
  title: 'Datumaro JSON',
  byStem: true,
  read: readDatumaro,
  write: writeDatumaro,
};
