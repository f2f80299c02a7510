import type { LabelFormat } from '../format';
import { labelmeXmlId, readLabelmeXml } from './labelme-xml-read';
import { writeLabelmeXml } from './labelme-xml-write';

/** The XML of MIT's LabelMe web tool (github.com/CSAILVision/LabelMeAnnotationTool), scribbled masks with it. */
export const labelmeXml: LabelFormat = {
  id: labelmeXmlId,
  title: 'LabelMe XML',
  byStem: true,
  read: readLabelmeXml,
  write: writeLabelmeXml,
};
