import type { LabelFormat } from '../format';
import { readTensorflowCsv, tensorflowCsvId } from './tensorflow-csv-read';
import { writeTensorflowCsv } from './tensorflow-csv-write';

/** The CSV that TFRecords of TensorFlow's object detection are made of (github.com/datitran/raccoon_dataset). */
export const tensorflowCsv: LabelFormat = {
  id: tensorflowCsvId,
  title: 'TensorFlow CSV',
  read: readTensorflowCsv,
  write: writeTensorflowCsv,
};
