import { serve } from 'manyhands/pool';

export const square = (n: number) => n * n;

serve({ square });
