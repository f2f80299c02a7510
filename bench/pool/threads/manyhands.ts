import { serve } from '../../../src/pool';
import { checked, increment, nothing } from '../tasks';

serve({ nothing, increment, checked });
